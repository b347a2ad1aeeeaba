UPDATE sources SET embedding_trouble = 'not-answering' WHERE embedding_trouble = 'budget-used-up';
ALTER TABLE sources DROP CONSTRAINT sources_embedding_trouble_check;
ALTER TABLE sources ADD CONSTRAINT sources_embedding_trouble_check
  CHECK (embedding_trouble IN ('not-connected', 'not-answering'));
