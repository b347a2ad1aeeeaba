DROP TABLE spent_vectors;
