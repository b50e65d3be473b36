-- WL-02, dialysis stopped, life went on: 20 sessions in 90 days, gap 21 days, death within 90 days explains.
CREATE TEMP TABLE stop AS
WITH by_unit AS (
    SELECT person, coalesce(facility, '') AS unit, max(held_on) AS last_on
    FROM dialysis_session GROUP BY ALL
), with_unit AS (
    SELECT person, last_on, max(last_on) OVER (PARTITION BY unit) AS reports_until FROM by_unit
), last_dialysis AS (
    SELECT * FROM with_unit
    QUALIFY row_number() OVER (PARTITION BY person ORDER BY last_on DESC, reports_until DESC) = 1
)
SELECT * FROM last_dialysis s
WHERE person IS NOT NULL AND last_on IS NOT NULL
  AND reports_until > last_on + 21 AND last_on + 21 < getvariable('today')
  AND NOT EXISTS (FROM transplant t WHERE t.recipient = s.person AND t.performed_on >= s.last_on - 90)
  AND NOT EXISTS (FROM travel_registration r WHERE r.person = s.person AND r.transplanted_on >= s.last_on - 90)
  AND NOT EXISTS (FROM death d WHERE d.person = s.person AND d.died_on <= s.last_on + 90);

CREATE TEMP TABLE seen AS
WITH sign AS (
    SELECT person, dispensed_on AS on_day, id, recorded_on, 'dispensing' AS kind
    FROM dispensing WHERE person IN (SELECT person FROM stop)
    UNION ALL
    SELECT person, visited_on, id, recorded_on, 'follow_up'
    FROM follow_up
    WHERE (vital_status IS NULL OR vital_status NOT IN ('dead', 'lost')) AND person IN (SELECT person FROM stop)
    UNION ALL
    SELECT person, ordered_on, id, recorded_on, 'laboratory_order'
    FROM laboratory_order WHERE person IN (SELECT person FROM stop)
    UNION ALL
    SELECT e.person, v.effective_on, v.id, v.recorded_on, 'waiting_list_event'
    FROM waiting_list_event v JOIN waiting_list_entry e ON e.id = v.entry
    WHERE v.kind IN ('listed', 'activated', 'transferred_in', 'reinstated') AND e.person IN (SELECT person FROM stop)
), last_of AS (
    SELECT person, kind, max(on_day) AS seen_on
    FROM sign GROUP BY ALL
)
SELECT l.person, l.kind, l.seen_on, min(s.id) AS sign, max(s.recorded_on) AS told_on
FROM last_of l JOIN sign s ON s.person = l.person AND s.kind = l.kind AND s.on_day = l.seen_on
JOIN stop p ON p.person = l.person AND l.seen_on > p.last_on + 21
GROUP BY ALL;

CREATE TEMP TABLE left_well AS
WITH ordered AS (
    SELECT entry, kind, reason, effective_on FROM waiting_list_event
    WHERE kind IN ('inactivated', 'removed', 'transferred_out', 'transferred_in', 'reinstated')
    QUALIFY row_number() OVER (PARTITION BY entry ORDER BY effective_on DESC, recorded_on DESC, id) = 1
)
SELECT e.person, o.effective_on AS left_on
FROM ordered o JOIN waiting_list_entry e ON e.id = o.entry
WHERE o.kind IN ('inactivated', 'removed', 'transferred_out') AND o.reason = 'improved';

WITH chronic AS (
    SELECT d.person, s.last_on, count(*) AS n_sessions,
           min(d.id) FILTER (d.held_on = s.last_on) AS session,
           max(d.recorded_on) FILTER (d.held_on = s.last_on) AS told_on
    FROM dialysis_session d
    JOIN (
        SELECT * FROM stop s
        WHERE person IN (SELECT person FROM seen)
          AND NOT EXISTS (FROM left_well w WHERE w.person = s.person AND w.left_on >= s.last_on - 90)
    ) s ON s.person = d.person AND d.held_on >= s.last_on - 90
    GROUP BY ALL
    HAVING n_sessions >= 20
)
SELECT c.person AS subject, greatest(c.told_on, n.told_on) AS known_on, (n.seen_on - c.last_on)::DOUBLE AS size,
       session AS dialysis_session,
       CASE WHEN kind = 'dispensing' THEN n.sign END AS dispensing,
       CASE WHEN kind = 'follow_up' THEN n.sign END AS follow_up,
       CASE WHEN kind = 'laboratory_order' THEN n.sign END AS laboratory_order,
       CASE WHEN kind = 'waiting_list_event' THEN n.sign END AS waiting_list_event
FROM chronic c JOIN seen n USING (person);
