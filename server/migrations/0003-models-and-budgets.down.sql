DROP TABLE completions, spent_files, spent_vectors, spent_readings, spent_replies, budget_reservations, budget_spending,
  budgets, default_models, connected_models, provider_connections;
