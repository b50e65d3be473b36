-- FI-02, two-sided mark-up: min_in 1,500,000, min_out 50,000, share 0.02 to 0.35, lag 60 days, quiet 180 days.
CREATE TEMP TABLE receipt AS
SELECT p.payee_account AS hub, o.person AS holder, p.payer_account AS payer, a.person AS payer_person,
       p.paid_on AS received_on, p.amount AS received, p.id AS receipt, p.recorded_on AS receipt_told_on
FROM payment p
JOIN account a ON a.id = p.payer_account AND a.holder_kind = 'individual'
JOIN account o ON o.id = p.payee_account
WHERE p.amount >= 1500000
  AND p.payer_account <> p.payee_account
  AND (a.person IS NULL OR o.person IS NULL OR a.person <> o.person)
  AND NOT (coalesce(o.holder_kind, '') IN ('hospital', 'laboratory', 'pharmacy', 'insurer', 'employer', 'state')
           AND coalesce(o.licensed, '') <> 'no')
  AND NOT (coalesce(o.holder_kind, '') IN ('charity', 'crowdfunding', 'medical_travel_firm')
           AND coalesce(o.licensed, '') = 'yes');

CREATE TEMP TABLE pair AS
SELECT r.*, p.payee_account AS payee, a.person, p.paid_on, p.amount, p.id AS payment, p.recorded_on AS told_on
FROM (SELECT * FROM payment WHERE amount >= 50000 AND payer_account IN (SELECT hub FROM receipt)) p
JOIN receipt r ON r.hub = p.payer_account
JOIN account a ON a.id = p.payee_account AND a.holder_kind = 'individual'
WHERE p.paid_on BETWEEN r.received_on AND r.received_on + 60
  AND p.amount::DOUBLE / r.received BETWEEN 0.02::DOUBLE AND 0.35::DOUBLE
  AND p.payee_account <> r.hub AND p.payee_account <> r.payer
  AND (a.person IS NULL OR r.holder IS NULL OR a.person <> r.holder)
  AND (a.person IS NULL OR r.payer_person IS NULL OR a.person <> r.payer_person)
QUALIFY row_number() OVER (PARTITION BY p.id ORDER BY r.received_on DESC, r.received DESC, r.receipt) = 1;

DELETE FROM pair WHERE payment IN (
    SELECT x.payment
    FROM (SELECT * FROM payment WHERE payee_account IN (SELECT payee FROM pair)) p
    JOIN pair x ON x.payee = p.payee_account
    WHERE p.payer_account <> x.hub AND p.amount > 0
      AND p.paid_on < x.paid_on AND p.paid_on >= x.paid_on - 180
    GROUP BY x.payment, x.amount
    HAVING sum(p.amount) >= x.amount
);

WITH wide AS (SELECT hub, count(DISTINCT payee) AS n_payees FROM pair GROUP BY hub)
SELECT hub AS subject, told_on AS known_on, n_payees::DOUBLE AS size, payment, payee AS account, person
FROM pair JOIN wide USING (hub)
UNION
SELECT hub, receipt_told_on, n_payees::DOUBLE, receipt, payer, payer_person FROM pair JOIN wide USING (hub);
