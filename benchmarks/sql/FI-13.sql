-- FI-13, tests of strangers: min_people 3, window 180 days, min_total 150,000.
CREATE TEMP TABLE kin AS
WITH one_way AS (
    SELECT donor AS a, recipient AS b FROM living_donor_assessment
    WHERE relationship_proof = 'proven'
      AND relationship IN ('parent', 'child', 'identical_twin', 'sibling', 'half_sibling', 'cousin',
                           'other_blood_relative', 'spouse', 'partner', 'in_law')
    UNION
    SELECT donor, recipient FROM kinship_claim c
    WHERE relationship IN ('parent', 'child', 'identical_twin', 'sibling', 'half_sibling', 'cousin',
                           'other_blood_relative', 'spouse', 'partner', 'in_law')
      AND EXISTS (FROM kinship_evidence e WHERE e.claim = c.id AND e.result = 'confirmed')
)
SELECT a, b FROM one_way UNION SELECT b, a FROM one_way;

CREATE TEMP TABLE bill AS
SELECT p.payer_account AS payer, o.person, p.beneficiary AS tested, p.paid_on, p.amount, p.id AS payment,
       p.recorded_on AS told_on
FROM payment p JOIN account o ON o.id = p.payer_account
WHERE p.beneficiary IS NOT NULL
  AND (p.purpose = 'laboratory_bill' OR p.payee_account IN (SELECT id FROM account WHERE holder_kind = 'laboratory'))
  AND NOT (coalesce(o.holder_kind, '') IN ('hospital', 'laboratory', 'pharmacy', 'insurer', 'employer', 'state')
           AND coalesce(o.licensed, '') <> 'no')
  AND NOT (coalesce(o.holder_kind, '') IN ('charity', 'crowdfunding', 'medical_travel_firm')
           AND coalesce(o.licensed, '') = 'yes')
  AND (o.person IS NULL OR o.person <> p.beneficiary)
  AND NOT EXISTS (FROM kin WHERE a = o.person AND b = p.beneficiary);

DELETE FROM bill WHERE payer NOT IN (SELECT payer FROM bill GROUP BY payer HAVING count(DISTINCT tested) >= 3);

WITH ends AS (
    SELECT DISTINCT payer, unnest([paid_on, paid_on + 181]) AS ends_on FROM bill
), counted AS (
    SELECT e.payer, e.ends_on, count(DISTINCT tested) AS n_people, sum(amount) AS total
    FROM ends e JOIN bill b ON b.payer = e.payer AND b.paid_on BETWEEN e.ends_on - 180 AND e.ends_on
    GROUP BY e.payer, e.ends_on
), best AS (
    SELECT * FROM counted WHERE n_people >= 3 AND total >= 150000
    QUALIFY row_number() OVER (PARTITION BY payer ORDER BY n_people DESC, total DESC, ends_on) = 1
)
SELECT b.payer AS subject, told_on AS known_on, n_people::DOUBLE AS size, payment, tested AS person
FROM bill b JOIN best e ON e.payer = b.payer AND b.paid_on BETWEEN e.ends_on - 180 AND e.ends_on;
