DROP TABLE file_limits;
DROP TABLE file_texts;
