-- LD-28, interpreter shared or paid: min_pairs 2, window 24 months, min_accredited 2.
-- needs: circle
CREATE TEMP TABLE session AS
WITH came AS (
    SELECT assessment, who, min(id) AS companion, min(recorded_on) AS came_told
    FROM (SELECT id, assessment, recorded_on, unnest(['person:' || person, 'name:' || name]) AS who
          FROM companion WHERE licensed IS NULL OR licensed <> 'yes')
    GROUP BY ALL
), told AS (
    SELECT s.*, coalesce('person:' || interpreter, 'name:' || interpreter_name) AS who FROM interpreter_session s
)
SELECT t.id AS interpreter_session, t.recorded_on AS told_on, t.assessment, t.language, t.accredited, t.held_on, t.who,
       t.interpreter_name AS named, f.pair, f.circle, f.opened_told, c.companion, c.came_told,
       coalesce(also_companion = 'yes', false) OR c.companion IS NOT NULL AS along,
       coalesce(paid_by = 'recipient_side', false)
           AND NOT coalesce(accredited = 'yes' AND employed_by IN ('centre', 'state', 'embassy', 'charity'), false)
           AS paid
FROM told t JOIN donor_file f USING (assessment)
LEFT JOIN came c ON c.assessment = t.assessment AND c.who = t.who;

WITH listed AS (
    SELECT * FROM session WHERE accredited = 'yes' AND NOT along
), row_of AS (
    SELECT * FROM session
    WHERE held_on IS NOT NULL
      AND (along OR (accredited = 'no'
                     AND (who IS NULL OR who NOT IN (SELECT who FROM listed WHERE who IS NOT NULL))
                     AND (named IS NULL OR named NOT IN (SELECT named FROM listed WHERE named IS NOT NULL))))
      AND language IN (SELECT language FROM listed GROUP BY language HAVING count(DISTINCT coalesce(named, who)) >= 2)
), fullest AS (
    SELECT e.who, e.held_on AS ends_on, count(DISTINCT r.circle) AS n_pairs
    FROM (SELECT DISTINCT who, held_on FROM row_of) e
    JOIN row_of r ON r.who = e.who AND r.held_on <= e.held_on AND r.held_on + INTERVAL 24 MONTH >= e.held_on
    GROUP BY e.who, e.held_on
), best AS (
    SELECT * FROM fullest WHERE n_pairs >= 2
    QUALIFY row_number() OVER (PARTITION BY who ORDER BY n_pairs DESC, ends_on DESC) = 1
), often AS (
    SELECT r.interpreter_session, b.n_pairs FROM row_of r
    JOIN best b ON b.who = r.who AND r.held_on BETWEEN (b.ends_on - INTERVAL 24 MONTH)::DATE AND b.ends_on
)
SELECT pair AS subject, greatest(told_on, opened_told, came_told) AS known_on,
       coalesce(n_pairs, 1)::DOUBLE AS size, interpreter_session, companion, assessment AS living_donor_assessment
FROM session LEFT JOIN often USING (interpreter_session)
WHERE pair IS NOT NULL AND (paid OR n_pairs IS NOT NULL);
