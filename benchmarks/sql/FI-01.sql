-- FI-01, go-between account: min_in 3, min_out 2, min_pass 0.7, window 90 days, median_in 1,000,000.
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

CREATE TEMP TABLE hub AS
SELECT p.payee_account AS hub, any_value(o.person) AS holder
FROM payment p
JOIN account payer ON payer.id = p.payer_account AND payer.holder_kind = 'individual'
JOIN account o ON o.id = p.payee_account
WHERE p.amount >= 1000000
  AND p.payer_account <> p.payee_account
  AND (payer.person IS NULL OR o.person IS NULL OR payer.person <> o.person)
  AND NOT (coalesce(o.holder_kind, '') IN ('hospital', 'laboratory', 'pharmacy', 'insurer', 'employer', 'state')
           AND coalesce(o.licensed, '') <> 'no')
  AND NOT (coalesce(o.holder_kind, '') IN ('charity', 'crowdfunding', 'medical_travel_firm')
           AND coalesce(o.licensed, '') = 'yes')
GROUP BY ALL
HAVING count(*) >= 2;

CREATE TEMP TABLE flow AS
WITH touching AS (
    SELECT id, payer_account, payee_account, paid_on, amount, recorded_on FROM payment
    WHERE payee_account IN (SELECT hub FROM hub) OR payer_account IN (SELECT hub FROM hub)
)
SELECT hub, holder, payer_account AS other, a.person, a.holder_kind AS kind, true AS incoming,
       paid_on, amount, t.id AS payment, t.recorded_on AS told_on
FROM touching t JOIN hub ON hub = payee_account JOIN account a ON a.id = payer_account
WHERE a.holder_kind = 'individual' AND payer_account <> hub
  AND (a.person IS NULL OR holder IS NULL OR a.person <> holder)
UNION ALL
SELECT hub, holder, payee_account, a.person, a.holder_kind, false, paid_on, amount, t.id, t.recorded_on
FROM touching t JOIN hub ON hub = payer_account JOIN account a ON a.id = payee_account
WHERE a.holder_kind IN ('individual', 'hospital', 'laboratory', 'pharmacy', 'travel_merchant', 'medical_travel_firm')
  AND payee_account <> hub
  AND (a.person IS NULL OR holder IS NULL OR a.person <> holder);

DELETE FROM flow f
WHERE NOT incoming
  AND (EXISTS (FROM flow g WHERE g.incoming AND g.hub = f.hub AND g.other = f.other)
       OR EXISTS (FROM kin WHERE a = f.holder AND b = f.person));
DELETE FROM flow WHERE hub NOT IN (SELECT hub FROM flow WHERE kind IN ('hospital', 'laboratory', 'pharmacy'));

WITH ends AS (
    SELECT DISTINCT hub, unnest([paid_on, paid_on + 91]) AS ends_on FROM flow
), counted AS (
    SELECT e.hub, e.ends_on,
           count(DISTINCT other) FILTER (incoming) AS n_payers,
           count(DISTINCT other) FILTER (NOT incoming AND kind NOT IN ('hospital', 'laboratory', 'pharmacy')) AS n_payees,
           count(DISTINCT other) FILTER (NOT incoming AND kind IN ('hospital', 'laboratory', 'pharmacy'))
               AS n_places_of_care,
           coalesce(sum(amount) FILTER (incoming), 0) AS amount_in,
           coalesce(sum(amount) FILTER (NOT incoming), 0) AS amount_out,
           median(amount) FILTER (incoming) AS middle
    FROM ends e JOIN flow f ON f.hub = e.hub AND f.paid_on BETWEEN e.ends_on - 90 AND e.ends_on
    GROUP BY ALL
), best AS (
    SELECT * FROM counted
    WHERE n_payers >= 3 AND n_payees >= 2 AND n_places_of_care >= 1
      AND amount_out::DOUBLE >= 0.7::DOUBLE * amount_in::DOUBLE AND middle >= 1000000
    QUALIFY row_number() OVER (PARTITION BY hub ORDER BY n_payers DESC, n_payees DESC, ends_on) = 1
)
SELECT f.hub AS subject, told_on AS known_on, n_payers::DOUBLE AS size, payment, other AS account, person
FROM flow f JOIN best b ON b.hub = f.hub AND f.paid_on BETWEEN b.ends_on - 90 AND b.ends_on;
