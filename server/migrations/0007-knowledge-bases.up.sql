-- What agents know: documents, their passages, what they are found by, and how answers are tested.

CREATE TABLE knowledge_bases (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  passage_count integer NOT NULL DEFAULT 0,
  term_count bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  passage_tokens integer NOT NULL DEFAULT 225,
  overlap_tokens integer NOT NULL DEFAULT 32,
  generation integer NOT NULL DEFAULT 0,
  embedding_model text,
  vector_position bigint NOT NULL DEFAULT 0,
  quality_gate double precision CHECK ((quality_gate > 0) AND (quality_gate <= 1)),
  is_tested boolean NOT NULL DEFAULT false,
  change integer NOT NULL DEFAULT 0,
  embedding_error_code text CHECK (embedding_error_code IN ('not-connected', 'not-answering', 'budget-used-up')),
  embedding_due_at timestamptz,
  trusts_links boolean NOT NULL DEFAULT true,
  embedding_run_id uuid,
  embedding_run_until timestamptz,
  embedding_run_awaited boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE knowledge_bases IS E'Collections of documents that agents look answers up in.\n供智能体查找答案的文档集合。';
COMMENT ON COLUMN knowledge_bases.passage_count IS E'How many passages are stored, for ranking. Changed with them, under this row''s lock.\n保存的段落数，用于排序。与段落一同在本行的锁下更改。';
COMMENT ON COLUMN knowledge_bases.term_count IS E'How many terms those passages have together.\n这些段落的检索词总数。';
COMMENT ON COLUMN knowledge_bases.passage_tokens IS E'How large passages are made; overlap_tokens is what may come again at the start of the next.\n段落大小；overlap_tokens 为下一段开头可重复的部分。';
COMMENT ON COLUMN knowledge_bases.generation IS E'Grows when all documents are to be indexed anew.\n需要重新索引全部文档时加一。';
COMMENT ON COLUMN knowledge_bases.embedding_model IS E'What makes vectors of its passages, as provider/model or provider/model@dimension; null: found by words alone.\n为段落制作向量的模型，provider/model 或 provider/model@维度；为空则只按词检索。';
COMMENT ON COLUMN knowledge_bases.vector_position IS E'The position of its latest vector. Counted under this row''s lock.\n最新向量的位置，在本行的锁下计数。';
COMMENT ON COLUMN knowledge_bases.quality_gate IS E'The quality gate: a change with which a smaller share is found or supported is blocked; null: none is.\n质量门禁：找到或有依据的比例低于此值的改动会被拦下；为空则不拦。';
COMMENT ON COLUMN knowledge_bases.is_tested IS E'Whether it has test cases. Only then are its changes counted, and blocked by the quality gate.\n是否有测试用例。有才统计改动并由质量门禁把关。';
COMMENT ON COLUMN knowledge_bases.change IS E'Grows with all that makes its test cases find something else. Counted under this row''s lock.\n凡影响测试用例结果的改动都加一，在本行的锁下计数。';
COMMENT ON COLUMN knowledge_bases.embedding_error_code IS E'Why passages lack vectors that they should have; null while all is well.\n段落缺少向量的原因；一切正常时为空。';
COMMENT ON COLUMN knowledge_bases.embedding_due_at IS E'When making vectors is tried again after it was given up.\n放弃后再次尝试制作向量的时间。';
COMMENT ON COLUMN knowledge_bases.trusts_links IS E'Whether links of answers may lead to hosts that its documents name.\n答案中的链接能否指向其文档提到的主机。';
COMMENT ON COLUMN knowledge_bases.embedding_run_id IS E'Who makes vectors of its passages at the moment: one at a time, as each passage is paid for.\n当前由谁制作向量；同时只有一个，因为每个段落都要付费。';
COMMENT ON COLUMN knowledge_bases.embedding_run_until IS E'Until then no other may begin; after that its process is taken for dead.\n在此之前其他进程不得开始；之后视其进程已停止。';
COMMENT ON COLUMN knowledge_bases.embedding_run_awaited IS E'Whether another came meanwhile, who goes on should that one give up.\n其间是否又有请求；当前的放弃时由其继续。';

CREATE TABLE documents (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  knowledge_base_id uuid NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size_bytes bigint NOT NULL,
  content text,
  blob_key text,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'extracting', 'indexing', 'ready', 'failed')),
  progress real NOT NULL DEFAULT 0,
  failure_code text,
  failure_detail text,
  revision integer NOT NULL DEFAULT 0,
  text text NOT NULL DEFAULT '',
  passage_count integer NOT NULL DEFAULT 0,
  character_count integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL DEFAULT 'document' CHECK (kind IN ('document', 'faq-entry', 'page')),
  address text,
  live_revision integer,
  draft text,
  generation integer NOT NULL DEFAULT 0,
  blocked_revision integer,
  blocked_passage_count integer,
  blocked_character_count integer,
  metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  failure_reason text,
  reading integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES knowledge_bases (tenant_id, id) ON DELETE CASCADE,
  CHECK ((content IS NULL) <> (blob_key IS NULL))
);
CREATE INDEX documents_knowledge_base ON documents (knowledge_base_id, id DESC);
CREATE INDEX documents_name ON documents (knowledge_base_id, kind, name);
CREATE INDEX documents_blocked ON documents (knowledge_base_id) WHERE blocked_revision IS NOT NULL;
COMMENT ON TABLE documents IS E'What was given to a knowledge base. Only the passages of a ready document are found.\n交给知识库的内容。只有就绪文档的段落会被检索到。';
COMMENT ON COLUMN documents.content IS E'The document as it was sent, when it was sent as text; else the file is under blob_key.\n以文本提交时的原文；否则文件存于 blob_key。';
COMMENT ON COLUMN documents.revision IS E'Grows each time indexing begins. Passages of another revision are left over and never found.\n每次开始索引时加一。其他修订版的段落是残留，不会被找到。';
COMMENT ON COLUMN documents.text IS E'The extracted text that passages and citations count their offsets in.\n提取的文本，段落与引用的位置都以它计算。';
COMMENT ON COLUMN documents.character_count IS E'The length of text in UTF-16 units.\ntext 的长度，以 UTF-16 单元计。';
COMMENT ON COLUMN documents.kind IS E'An FAQ entry is a question (its name) with its answer (its content). A page came from the web, from its address.\n常见问题以名称为问题、内容为答案。网页来自其地址。';
COMMENT ON COLUMN documents.live_revision IS E'The revision whose passages are found, also while a later one is made; null before the first.\n正在被检索的修订版，制作后续版本期间仍有效；首个版本之前为空。';
COMMENT ON COLUMN documents.draft IS E'The text of the revision that is being made; with its last passage it becomes text.\n正在制作的修订版文本；最后一个段落就绪后成为 text。';
COMMENT ON COLUMN documents.generation IS E'The generation of its knowledge base when indexing last began.\n最近一次开始索引时知识库的世代。';
COMMENT ON COLUMN documents.blocked_revision IS E'A revision that is complete and blocked by the quality gate; its text is in draft. Null: none is.\n已完成但被质量门禁拦下的修订版，其文本在 draft；没有则为空。';
COMMENT ON COLUMN documents.metadata IS E'What people say of it, by keys of theirs: texts, numbers, truths, or lists of texts.\n由人自定义键的元数据：文本、数字、真假或文本列表。';
COMMENT ON COLUMN documents.failure_reason IS E'Why it could not be read, as a code of the contract; null where no code says it.\n无法读取的原因代码；没有对应代码时为空。';
COMMENT ON COLUMN documents.reading IS E'The version of the rules by which its text was read; by the first, its characters became compatible ones (NFKC).\n读取文本所用规则的版本；第一版把字符转为兼容形式（NFKC）。';

CREATE TABLE passage_edits (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  ordinal integer NOT NULL,
  original_text text NOT NULL,
  text text,
  is_disabled boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX passage_edits_document ON passage_edits (tenant_id, document_id);
COMMENT ON TABLE passage_edits IS E'What editors changed in passages. Put on again after indexing where a passage has the same original text.\n编辑者对段落的修改。重新索引后，原文相同的段落会再次套用。';
COMMENT ON COLUMN passage_edits.text IS E'What stands there instead; null when the text is as it was.\n替换后的文字；与原文相同时为空。';

CREATE TABLE passages (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  knowledge_base_id uuid NOT NULL,
  document_id uuid NOT NULL,
  revision integer NOT NULL,
  ordinal integer NOT NULL,
  heading_path text[] NOT NULL,
  page integer,
  start_offset integer NOT NULL,
  end_offset integer NOT NULL,
  text text NOT NULL,
  term_count integer NOT NULL,
  edit_id uuid,
  is_disabled boolean NOT NULL DEFAULT false,
  text_analysis text NOT NULL DEFAULT '1',
  terms integer[] NOT NULL,
  profile bytea NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, document_id, revision, ordinal),
  FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, edit_id) REFERENCES passage_edits (tenant_id, id) ON DELETE SET NULL (edit_id)
);
CREATE INDEX passages_edit ON passages (tenant_id, edit_id) WHERE edit_id IS NOT NULL;
CREATE INDEX passages_terms ON passages USING gin (terms) WITH (gin_pending_list_limit='1024');
ALTER TABLE passages
  ALTER COLUMN heading_path SET STATISTICS 0,
  ALTER COLUMN text SET STATISTICS 0,
  ALTER COLUMN terms SET STATISTICS 0,
  ALTER COLUMN profile SET STATISTICS 0,
  ALTER COLUMN profile SET STORAGE MAIN;
COMMENT ON TABLE passages IS E'Stretches of documents, the unit that search finds and citations name.\n文档的片段，是检索与引用的单位。';
COMMENT ON COLUMN passages.revision IS E'The document''s revision when it was stored; found only while that is still the same.\n保存时文档的修订版；一致时才会被检索到。';
COMMENT ON COLUMN passages.heading_path IS E'The headings it stands under, outermost first.\n所在的各级标题，由外到内。';
COMMENT ON COLUMN passages.start_offset IS E'UTF-16 offset in the document''s text; end_offset is exclusive.\n在文档文本中的 UTF-16 偏移；end_offset 不含在内。';
COMMENT ON COLUMN passages.term_count IS E'How many terms it has, each counted as often as it occurs.\n检索词总数，重复出现的重复计数。';
COMMENT ON COLUMN passages.is_disabled IS E'Never found.\n不参与检索。';
COMMENT ON COLUMN passages.text_analysis IS E'What its terms were made by: the version of the text analysis and, after a plus, that of the tenant''s search dictionary.\n产生检索词所用的版本：分析规则的版本，加号后为租户检索词典的版本。';
COMMENT ON COLUMN passages.terms IS E'The numbers of its terms, each # the last 32 bits of its knowledge base''s id.\n检索词编号，各自加上 # 和知识库编号的后 32 位。';
COMMENT ON COLUMN passages.profile IS E'For each term five bytes: its number, the greatest byte first, and how often it occurs, 255 at most.\n每个检索词五个字节：其编号（高字节在前）与出现次数（最多 255）。';

CREATE TABLE passage_vectors (
  tenant_id uuid NOT NULL,
  passage_id uuid NOT NULL,
  knowledge_base_id uuid NOT NULL,
  model text NOT NULL,
  position bigint NOT NULL,
  vector bytea NOT NULL,
  PRIMARY KEY (tenant_id, passage_id),
  FOREIGN KEY (tenant_id, passage_id) REFERENCES passages (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES knowledge_bases (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX passage_vectors_position ON passage_vectors (tenant_id, knowledge_base_id, model, "position");
ALTER TABLE passage_vectors ALTER COLUMN vector SET STATISTICS 0;
COMMENT ON TABLE passage_vectors IS E'What passages mean, as an embedding model puts it.\n段落的语义向量。';
COMMENT ON COLUMN passage_vectors.model IS E'The model that made it; found only while the knowledge base has the same.\n制作向量的模型；只有知识库仍使用它时才会被检索。';
COMMENT ON COLUMN passage_vectors.position IS E'1, 2, 3 … within the knowledge base, so that who has read some can read the rest.\n在知识库内依次编号，便于接着读取其余部分。';
COMMENT ON COLUMN passage_vectors.vector IS E'Of length one; 32-bit floats, the least byte first.\n单位长度；32 位浮点数，低字节在前。';

CREATE TABLE term_statistics (
  tenant_id uuid NOT NULL,
  knowledge_base_id uuid NOT NULL,
  term text NOT NULL,
  passage_count integer NOT NULL,
  number integer NOT NULL,
  PRIMARY KEY (tenant_id, knowledge_base_id, number),
  FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES knowledge_bases (tenant_id, id) ON DELETE CASCADE
) WITH (fillfactor = 80);
COMMENT ON TABLE term_statistics IS E'In how many stored passages of a knowledge base a term occurs. Changed in the transaction that changes them.\n某检索词出现在知识库的多少个段落中。与段落在同一事务内更改。';
COMMENT ON COLUMN term_statistics.number IS E'Stands for the term wherever terms are compared.\n比较检索词时代表该词的编号。';

CREATE TABLE agent_knowledge_bases (
  tenant_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  knowledge_base_id uuid NOT NULL,
  weight double precision NOT NULL DEFAULT 1 CHECK (weight > 0),
  filter jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(filter) = 'array'),
  PRIMARY KEY (tenant_id, agent_id, knowledge_base_id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES knowledge_bases (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX agent_knowledge_bases_knowledge_base ON agent_knowledge_bases (tenant_id, knowledge_base_id);
COMMENT ON TABLE agent_knowledge_bases IS E'Which knowledge bases an agent looks answers up in.\n智能体在哪些知识库中查找答案。';
COMMENT ON COLUMN agent_knowledge_bases.weight IS E'What the scores of its passages are multiplied by.\n该知识库的段落得分所乘的系数。';
COMMENT ON COLUMN agent_knowledge_bases.filter IS E'Conditions that the metadata of its documents must meet to count; none: all count.\n文档元数据须满足的条件；为空则全部计入。';

CREATE TABLE project_knowledge_bases (
  tenant_id uuid NOT NULL,
  project_id uuid NOT NULL,
  knowledge_base_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, project_id, knowledge_base_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES knowledge_bases (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX project_knowledge_bases_knowledge_base ON project_knowledge_bases (tenant_id, knowledge_base_id);
COMMENT ON TABLE project_knowledge_bases IS E'Where agents look answers up besides their own knowledge bases, in a project''s conversations.\n在项目的会话中，智能体除自身知识库外还查找哪些知识库。';

CREATE TABLE sites (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  knowledge_base_id uuid NOT NULL,
  address text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('page', 'sitemap', 'site')),
  pages_max integer NOT NULL,
  depth_max integer NOT NULL,
  schedule text,
  time_zone text NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')),
  failure_code text,
  failure_detail text,
  run integer NOT NULL DEFAULT 1,
  plan integer NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  next_run_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  include text[] NOT NULL DEFAULT '{}',
  exclude text[] NOT NULL DEFAULT '{}',
  is_paused boolean NOT NULL DEFAULT false,
  removed_count integer NOT NULL DEFAULT 0,
  removed text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, knowledge_base_id, address),
  FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES knowledge_bases (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE sites IS E'Pages of the web that a knowledge base is kept in step with.\n与知识库保持同步的网站。';
COMMENT ON COLUMN sites.run IS E'Counts the times it was gone through; pages of an earlier run have vanished when a run ends whole.\n已遍历的次数；整轮结束后，旧轮次的页面即为已消失。';
COMMENT ON COLUMN sites.plan IS E'Grows with every change of its schedule; a job of an earlier plan does nothing.\n计划每次变更加一；旧计划的任务不再执行。';
COMMENT ON COLUMN sites.include IS E'Patterns of paths; where there are some, only pages that fit one are read. The first page is read in any case.\n路径模式；有则只读取匹配的页面，首页总会读取。';
COMMENT ON COLUMN sites.exclude IS E'Patterns of paths that are not read.\n不读取的路径模式。';
COMMENT ON COLUMN sites.is_paused IS E'Neither its schedule nor anybody has it read until it is resumed.\n暂停期间既不按计划也不由人触发读取。';
COMMENT ON COLUMN sites.removed IS E'Pages whose documents the latest run removed, the first of removed_count.\n最近一轮中文档被删除的页面，为 removed_count 的前若干个。';

CREATE TABLE site_pages (
  tenant_id uuid NOT NULL,
  site_id uuid NOT NULL,
  address text NOT NULL,
  run integer NOT NULL,
  depth integer NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'unchanged', 'skipped', 'failed')),
  reason text,
  links text[] NOT NULL DEFAULT '{}',
  etag text,
  last_modified text,
  hash text,
  document_id uuid,
  read_at timestamptz,
  change text CHECK (change IN ('added', 'changed')),
  error_code text,
  PRIMARY KEY (tenant_id, site_id, address),
  FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id) ON DELETE SET NULL (document_id)
);
CREATE INDEX site_pages_waiting ON site_pages (tenant_id, site_id, depth, address) WHERE state = 'waiting';
CREATE INDEX site_pages_document ON site_pages (tenant_id, document_id);
COMMENT ON TABLE site_pages IS E'The pages of a site: what became of each, and what is needed to learn that it has not changed.\n网站的页面：各自的结果，以及判断是否变化所需的信息。';
COMMENT ON COLUMN site_pages.links IS E'Where it leads, for a run in which it has not changed and is not read.\n页面中的链接，供内容未变、不再读取的轮次使用。';
COMMENT ON COLUMN site_pages.change IS E'What its run made of its document; null where that stayed as it was.\n本轮对其文档做了什么；未变则为空。';
COMMENT ON COLUMN site_pages.error_code IS E'Why it was skipped or failed, as a code of the contract; the reason says it in words.\n被跳过或失败的原因代码；reason 为文字说明。';

CREATE TABLE search_dictionary_entries (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('kept', 'same', 'finds')),
  words text[] NOT NULL CHECK ((cardinality(words) >= 1) AND (cardinality(words) <= 20)),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE search_dictionary_entries IS E'A tenant’s search dictionary: protected words and synonyms.\n租户的检索词典：不拆分的词，或同义词。';
COMMENT ON COLUMN search_dictionary_entries.words IS E'One for kept; for finds the first is asked by and the others are found.\nkept 类为一个词；finds 类以第一个词查询，其余词被找到。';

CREATE TABLE unanswered_questions (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  key text NOT NULL,
  question text NOT NULL,
  wordings text[] NOT NULL DEFAULT '{}',
  embedding_model text,
  vector bytea,
  times integer NOT NULL DEFAULT 1,
  conversation_id uuid,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'drafted', 'published', 'dismissed')),
  answer text NOT NULL DEFAULT '',
  knowledge_base_id uuid,
  document_id uuid,
  last_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, key),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE SET NULL (conversation_id),
  FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES knowledge_bases (tenant_id, id) ON DELETE SET NULL (knowledge_base_id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES documents (tenant_id, id) ON DELETE SET NULL (document_id)
);
CREATE INDEX unanswered_questions_conversation ON unanswered_questions (tenant_id, conversation_id);
CREATE INDEX unanswered_questions_knowledge_base ON unanswered_questions (tenant_id, knowledge_base_id);
CREATE INDEX unanswered_questions_document ON unanswered_questions (tenant_id, document_id);
COMMENT ON TABLE unanswered_questions IS E'What the inbox was asked and the documents did not answer, once for all who asked alike.\n文档未能回答的问题，问法相近的合为一条。';
COMMENT ON COLUMN unanswered_questions.key IS E'The same for questions of the same words, in whatever order and form.\n用词相同的问题具有同一键，不论顺序与形式。';
COMMENT ON COLUMN unanswered_questions.wordings IS E'Other words in which it was asked; some of them.\n曾出现的其他问法，部分。';
COMMENT ON COLUMN unanswered_questions.vector IS E'What it means to embedding_model, so that other words for it are known again.\n在 embedding_model 下的语义向量，用于辨认不同说法。';
COMMENT ON COLUMN unanswered_questions.conversation_id IS E'Where it was asked last.\n最近一次被问及的会话。';
COMMENT ON COLUMN unanswered_questions.answer IS E'What an operator answered; with knowledge_base_id the draft of an FAQ entry, with document_id a live one.\n运营者的答复；带 knowledge_base_id 为常见问题草稿，带 document_id 为已发布。';

CREATE TABLE test_cases (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  knowledge_base_id uuid NOT NULL,
  question text NOT NULL,
  answer text NOT NULL DEFAULT '',
  expected jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES knowledge_bases (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX test_cases_knowledge_base ON test_cases (tenant_id, knowledge_base_id, id);
COMMENT ON TABLE test_cases IS E'Test cases: questions that a knowledge base should answer, asked anew after each of its changes.\n测试用例：知识库应能回答的问题，每次改动后重新测试。';
COMMENT ON COLUMN test_cases.expected IS E'Where the answer stands: names of documents, each with words of the passage or none.\n答案所在：文档名称，以及段落中的词语（可无）。';
COMMENT ON COLUMN test_cases.revision IS E'Grows when what is asked or expected changes; only results of the same one are compared.\n问题或期望变更时加一；只比较同一版的结果。';

CREATE TABLE evaluation_runs (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  knowledge_base_id uuid NOT NULL,
  change integer NOT NULL,
  cause text NOT NULL CHECK (cause IN ('asked', 'change')),
  verdict text NOT NULL DEFAULT 'running',
  recall double precision,
  support double precision,
  results jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES knowledge_bases (tenant_id, id) ON DELETE CASCADE,
  CHECK (verdict IN ('running', 'failed', 'overtaken', 'first', 'passed', 'worse', 'blocked', 'accepted', 'rejected'))
);
CREATE INDEX evaluation_runs_knowledge_base ON evaluation_runs (tenant_id, knowledge_base_id, id DESC);
COMMENT ON TABLE evaluation_runs IS E'How well a knowledge base did in an evaluation, and whether that was accepted.\n知识库在一次评测中的表现，以及是否通过。';
COMMENT ON COLUMN evaluation_runs.change IS E'The change of the knowledge base that it measured; it says nothing of a later one.\n所测量的是知识库的第几次改动；对后来的改动不作说明。';
COMMENT ON COLUMN evaluation_runs.results IS E'For each question: the share of what was expected that was found, and how much of its answer that supports.\n每个问题：期望内容找到的比例，以及答案有依据的比例。';
