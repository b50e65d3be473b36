-- Who belongs together on paper, within six ties; a person number with more than fifty ties is no person.
CREATE TEMP TABLE tied AS
SELECT donor AS one, recipient AS other FROM living_donor_assessment
UNION SELECT donor, recipient FROM transplant
UNION SELECT donor, recipient FROM kinship_claim
WHERE relationship IN ('parent', 'child', 'identical_twin', 'sibling', 'half_sibling', 'cousin',
                       'other_blood_relative', 'spouse', 'partner', 'in_law');

CREATE TEMP TABLE tie AS
SELECT one, other FROM tied WHERE one <> other
UNION SELECT other, one FROM tied WHERE one <> other;
DELETE FROM tie WHERE one IN (SELECT one FROM tie GROUP BY one HAVING count(*) > 50)
                   OR other IN (SELECT one FROM tie GROUP BY one HAVING count(*) > 50);

CREATE TEMP TABLE circle AS
WITH RECURSIVE reach(person, reached, n) AS (
    SELECT DISTINCT person, person, 0
    FROM (SELECT one AS person FROM tied UNION SELECT other FROM tied) WHERE person IS NOT NULL
    UNION
    SELECT r.person, t.other, r.n + 1 FROM reach r JOIN tie t ON t.one = r.reached WHERE r.n < 6
)
SELECT person, min(reached) AS circle FROM reach GROUP BY person;

CREATE TEMP TABLE donor_file AS
SELECT a.id AS assessment, donor, recipient, donor || ':' || recipient AS pair, facility, opened_on,
       recorded_on AS opened_told, coalesce(c.circle, a.id) AS circle
FROM living_donor_assessment a LEFT JOIN circle c ON c.person = a.donor;
