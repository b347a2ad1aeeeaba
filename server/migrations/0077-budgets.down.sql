DROP TABLE budget_reservations;
DROP TABLE budget_spending;
DROP TABLE budgets;
