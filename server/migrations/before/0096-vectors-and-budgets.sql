ALTER TABLE sources DROP CONSTRAINT sources_embedding_trouble_check;
ALTER TABLE sources ADD CONSTRAINT sources_embedding_trouble_check
  CHECK (embedding_trouble IN ('not-connected', 'not-answering', 'budget-used-up'));
