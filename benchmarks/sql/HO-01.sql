-- HO-01, same contact in unrelated files: min_files 2, window 36 months, names: 4 files, rarer than 1 in 5,000.
-- needs: circle, private_contact
CREATE TEMP TABLE shared AS
WITH row_of AS (
    SELECT * FROM private_contact
    WHERE thing IN (SELECT thing FROM private_contact WHERE role IS NULL OR role <> 'interpreter')
      AND thing IN (SELECT thing FROM private_contact GROUP BY thing HAVING count(DISTINCT circle) >= 2)
), fullest AS (
    SELECT e.thing, e.on_day AS ends_on, count(DISTINCT r.circle) AS n_files
    FROM (SELECT DISTINCT thing, on_day FROM row_of) e
    JOIN row_of r ON r.thing = e.thing AND r.on_day <= e.on_day AND r.on_day + INTERVAL 36 MONTH >= e.on_day
    GROUP BY e.thing, e.on_day
), best AS (
    SELECT * FROM fullest WHERE n_files >= 2
    QUALIFY row_number() OVER (PARTITION BY thing ORDER BY n_files DESC, ends_on DESC) = 1
)
SELECT r.*, b.n_files
FROM row_of r JOIN best b ON b.thing = r.thing AND r.on_day BETWEEN (b.ends_on - INTERVAL 36 MONTH)::DATE AND b.ends_on;

WITH name_of AS (
    SELECT DISTINCT thing, assessment FROM private_contact WHERE kind = 'name'
), ever AS (
    SELECT thing, count(*) AS n_ever, (SELECT count(*) FROM name_of) AS n_names FROM name_of GROUP BY thing
), inside AS (
    SELECT thing, count(DISTINCT assessment) AS n_inside FROM shared WHERE kind = 'name' AND n_files >= 4 GROUP BY thing
), rare AS (
    SELECT thing FROM ever JOIN inside USING (thing)
    WHERE n_ever = n_inside OR (n_ever - n_inside) * 5000 < n_names - n_inside
)
SELECT thing AS subject, greatest(recorded_on, opened_told) AS known_on, n_files::DOUBLE AS size,
       contact_point, companion, interpreter_session, assessment AS living_donor_assessment
FROM shared
WHERE kind <> 'name' OR thing IN (SELECT thing FROM rare);
