DROP TABLE imported_conversations;
DROP TABLE imports;
