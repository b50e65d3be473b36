-- Contacts behind which no office, no switchboard and no place of stay is known.
CREATE TEMP TABLE noted AS
WITH latest AS (
    SELECT whose, id AS latest_file
    FROM (SELECT donor AS whose, id, opened_on FROM living_donor_assessment
          UNION ALL SELECT recipient, id, opened_on FROM living_donor_assessment)
    WHERE whose IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY whose ORDER BY opened_on DESC, id) = 1
), point AS (
    SELECT id, recorded_on, noted_on, role, capacity, phone, email, name, address, assessment AS file,
           coalesce(capacity IN ('ward', 'embassy', 'charity', 'social_service'), false)
               OR coalesce(registered_liaison = 'yes', false) AS official
    FROM contact_point WHERE assessment IS NOT NULL
    UNION ALL
    SELECT id, recorded_on, noted_on, role, capacity, phone, email, name, address, latest_file,
           coalesce(capacity IN ('ward', 'embassy', 'charity', 'social_service'), false)
               OR coalesce(registered_liaison = 'yes', false)
    FROM contact_point JOIN latest ON whose = person WHERE assessment IS NULL
), every AS (
    SELECT file AS assessment, recorded_on, noted_on AS noted, role, capacity, official, id AS contact_point,
           NULL AS companion, NULL AS interpreter_session,
           unnest(['phone', 'email', 'name', 'address']) AS kind, unnest([phone, email, name, address]) AS token
    FROM point
    UNION ALL
    SELECT assessment, recorded_on, noted_on, 'companion', NULL, coalesce(licensed = 'yes', false), NULL, id, NULL,
           unnest(['phone', 'name']), unnest([phone, name])
    FROM companion WHERE assessment IS NOT NULL
    UNION ALL
    SELECT assessment, recorded_on, held_on, 'interpreter', NULL,
           (coalesce(accredited = 'yes', false)
            OR coalesce(employed_by IN ('centre', 'state', 'embassy', 'charity'), false))
               AND NOT coalesce(also_companion = 'yes', false),
           NULL, NULL, id, 'name', interpreter_name
    FROM interpreter_session
)
SELECT e.*, kind || ':' || token AS thing, coalesce(noted, f.opened_on) AS on_day, donor, facility, opened_told, circle
FROM every e JOIN donor_file f USING (assessment)
WHERE token IS NOT NULL;

CREATE TEMP TABLE private_contact AS
WITH office AS (
    SELECT thing
    FROM (SELECT thing, assessment, bool_or(official) AS official FROM noted
          WHERE official OR (capacity IS NOT NULL
                             AND capacity NOT IN ('unknown', 'not_asked', 'refused', 'not_applicable'))
          GROUP BY ALL)
    GROUP BY thing
    HAVING count(*) FILTER (official) > 0 AND count(*) FILTER (official) >= count(*) * 0.5
), file AS (
    SELECT DISTINCT facility, thing, assessment FROM noted
), default_of AS (
    SELECT thing
    FROM file JOIN (SELECT facility, count(DISTINCT assessment) AS n_all FROM file GROUP BY facility) USING (facility)
    GROUP BY facility, thing, n_all
    HAVING count(*) >= 20 AND count(*) > n_all * 0.3
)
SELECT * FROM noted
WHERE NOT official
  AND thing NOT IN (SELECT thing FROM office)
  AND thing NOT IN (SELECT thing FROM default_of)
  AND thing NOT IN (
      SELECT 'address:' || address FROM lodging
      WHERE kind IN ('hospital_hostel', 'hotel', 'guest_house') AND address IS NOT NULL);
