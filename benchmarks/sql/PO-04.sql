-- PO-04, a former donor beside new donors: min_pairs 1.
-- needs: circle, private_contact
CREATE TEMP TABLE beside AS
WITH own AS (
    SELECT thing, min(donor) AS helper FROM private_contact
    WHERE kind IN ('phone', 'email') AND role = 'donor_self'
    GROUP BY thing HAVING count(DISTINCT donor) + max((donor IS NULL)::INT) = 1
)
SELECT helper, circle, assessment, on_day, recorded_on AS told_on, contact_point, NULL AS companion,
       NULL AS interpreter_session
FROM private_contact JOIN own USING (thing)
WHERE kind IN ('phone', 'email') AND (role IS NULL OR role <> 'donor_self') AND contact_point IS NOT NULL
UNION ALL
SELECT c.person, f.circle, c.assessment, coalesce(noted_on, opened_on), recorded_on, NULL, id, NULL
FROM companion c JOIN donor_file f USING (assessment)
WHERE licensed IS NULL OR licensed <> 'yes'
UNION ALL
SELECT c.person, k.circle, NULL, coalesce(noted_on, departed_on), c.recorded_on, NULL, c.id, NULL
FROM companion c JOIN journey j ON j.id = c.journey JOIN circle k ON k.person = j.person
WHERE c.assessment IS NULL AND (licensed IS NULL OR licensed <> 'yes')
UNION ALL
SELECT interpreter, f.circle, s.assessment, held_on, recorded_on, NULL, NULL, id
FROM interpreter_session s JOIN donor_file f USING (assessment)
WHERE NOT coalesce(accredited = 'yes', false)
  AND NOT coalesce(employed_by IN ('centre', 'state', 'embassy', 'charity'), false);

WITH gave AS (
    SELECT t.donor, t.performed_on AS gave_on, t.recorded_on AS gave_told, t.id AS transplant, c.circle AS own_circle
    FROM transplant t
    LEFT JOIN living_donor_assessment a ON a.id = t.assessment
    JOIN circle c ON c.person = t.donor
    WHERE t.relationship IN ('friend', 'colleague', 'other_directed', 'half_sibling', 'cousin',
                             'other_blood_relative', 'partner', 'in_law')
      AND (a.relationship_proof IS NULL OR a.relationship_proof <> 'proven')
), both_of AS (
    SELECT * FROM beside b JOIN gave g ON g.donor = b.helper
    WHERE b.on_day > g.gave_on AND b.circle <> g.own_circle
), wide AS (
    SELECT donor, count(DISTINCT circle) AS n_pairs FROM both_of GROUP BY donor
)
SELECT donor AS subject, greatest(told_on, gave_told) AS known_on, n_pairs::DOUBLE AS size,
       transplant, companion, interpreter_session, contact_point, assessment AS living_donor_assessment
FROM both_of JOIN wide USING (donor);
