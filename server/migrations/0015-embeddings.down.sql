DROP TABLE passage_vectors;
ALTER TABLE sources DROP COLUMN vector_position, DROP COLUMN embedding_model;
