DROP TABLE evaluation_runs, test_cases, unanswered_questions, search_dictionary_entries, site_pages, sites,
  project_knowledge_bases, agent_knowledge_bases, term_statistics, passage_vectors, passages, passage_edits, documents,
  knowledge_bases;
