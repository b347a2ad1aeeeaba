ALTER TABLE sources
  ADD COLUMN embedding_model text,
  ADD COLUMN vector_position bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN sources.embedding_model IS 'What makes vectors of its passages, as provider/model or provider/model@dimension; null: found by words alone.';
COMMENT ON COLUMN sources.vector_position IS 'The position of its latest vector. Counted under this row''s lock.';

CREATE TABLE passage_vectors (
  tenant_id uuid NOT NULL,
  passage_id uuid NOT NULL,
  source_id uuid NOT NULL,
  model text NOT NULL,
  position bigint NOT NULL,
  vector bytea NOT NULL,
  PRIMARY KEY (tenant_id, passage_id),
  FOREIGN KEY (tenant_id, passage_id) REFERENCES passages (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX passage_vectors_position ON passage_vectors (tenant_id, source_id, model, position);
COMMENT ON TABLE passage_vectors IS 'What passages mean, as an embedding model puts it.';
COMMENT ON COLUMN passage_vectors.model IS 'The model that made it; found only while the source has the same.';
COMMENT ON COLUMN passage_vectors.position IS '1, 2, 3 … within the source, so that who has read some can read the rest.';
COMMENT ON COLUMN passage_vectors.vector IS 'Of length one; 32-bit floats, the least byte first.';
