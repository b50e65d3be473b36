-- PT-03, immunosuppressants with no registered transplant: 60 days, run-in 180 days.
WITH dose AS (
    SELECT person, id, recorded_on, dispensed_on, medicine IN ('L04AD01', 'L04AD02') AS inhibitor,
           greatest(coalesce(days_supplied, 0), 0) AS supply
    FROM dispensing
    WHERE medicine IN ('L04AD01', 'L04AD02', 'L04AA06', 'L04AX01', 'L04AA10', 'L04AA18', 'L04AH01', 'L04AH02')
), both_of AS (
    SELECT person, min(dispensed_on) AS first_on,
           greatest(min(dispensed_on) FILTER (inhibitor), min(dispensed_on) FILTER (NOT inhibitor)) AS started_on,
           least(max(dispensed_on + supply::INT) FILTER (inhibitor),
                 max(dispensed_on + supply::INT) FILTER (NOT inhibitor)) - started_on AS overlap,
           least(overlap, sum(supply) FILTER (inhibitor), sum(supply) FILTER (NOT inhibitor)) AS days_together
    FROM dose
    GROUP BY person
    HAVING bool_or(inhibitor) AND bool_or(NOT inhibitor) AND days_together >= 60
       AND first_on >= (SELECT min(dispensed_on) + 180 FROM dispensing)
), asked AS (
    SELECT * FROM both_of b
    WHERE NOT EXISTS (FROM transplant t WHERE t.recipient = b.person AND t.performed_on <= b.started_on + 60)
      AND NOT EXISTS (
          FROM travel_registration r
          WHERE r.person = b.person
            AND coalesce(r.transplanted_on, r.returned_on, r.registered_on) <= b.started_on + 60)
      AND person NOT IN (
          SELECT person FROM diagnosis
          WHERE person IS NOT NULL AND (
              left(replace(upper(code), '.', ''), 3) IN (
                  'M05', 'M06', 'M07', 'M08', 'M30', 'M31', 'M32', 'M33', 'M34', 'M35', 'M36', 'M45', 'N04',
                  'G35', 'G36', 'G37', 'G61', 'G70', 'K50', 'K51', 'L10', 'L12', 'L13', 'L20', 'L40', 'L63', 'L93',
                  'H16', 'H20', 'H30', 'H44', 'D46', 'D59', 'D60', 'D61', 'D69', 'D76', 'D86', 'J84',
                  'C81', 'C82', 'C83', 'C84', 'C85', 'C86', 'C87', 'C88', 'C89', 'C90', 'C91', 'C92', 'C93', 'C94',
                  'C95', 'C96')
              OR left(replace(upper(code), '.', ''), 4) IN ('K743', 'K754', 'K830', 'Z948', 'T860')))
)
SELECT person AS subject, recorded_on AS known_on, days_together::DOUBLE AS size, id AS dispensing
FROM dose JOIN asked USING (person)
WHERE dispensed_on <= started_on + 60;
