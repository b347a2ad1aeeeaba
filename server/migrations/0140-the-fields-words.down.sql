-- Back to the words of before.

COMMENT ON COLUMN agent_drafts.changes IS E'Fields of its character, as the contract has them.\n角色设定中改动的字段，格式与 API 约定一致。';
COMMENT ON TABLE agent_knowledge_bases IS E'Which sources an agent looks answers up in.\n智能体在哪些知识来源中查找答案。';
COMMENT ON COLUMN agent_knowledge_bases.weight IS E'What the scores of its passages are multiplied by.\n该来源的段落得分所乘的系数。';
COMMENT ON COLUMN agent_versions.content IS E'Its character as the contract has it; fields that came later are missing in older ones.\n该版本的完整角色设定；较早的版本没有后来新增的字段。';
COMMENT ON TABLE proactive_agent_preferences IS E'What a person wants of one agent, where it is not what they want of all.\n某人对单个智能体的意愿，与其对全部智能体的意愿不同时才记录。';
COMMENT ON COLUMN agents.adapts_every IS E'Messages of a conversation between two readings.\n会话中每隔多少条消息学习一次。';
COMMENT ON COLUMN agents.transfer_target_ids IS E'The agents that it may hand a conversation to, wherever it answers. One that was deleted is passed over.\n可以把会话转交给哪些智能体；已删除的会被跳过。';
COMMENT ON COLUMN agents.remembers IS E'Whether it keeps facts about the people it talks with.\n是否记住与之交谈的人的信息。';
COMMENT ON TABLE scheduled_jobs IS E'Jobs that are to be stored at a moment, at most one of a kind for each subject. Few are turned into jobs at a time.\n到某一时刻要创建的任务，每类任务对每个对象至多一条。每次只转换少量。';
COMMENT ON TABLE canned_replies IS E'Texts that the desk answers with again and again.\n客服反复使用的快捷回复。';
COMMENT ON TABLE conversation_reviews IS E'How far conversations were read for what they teach an agent.\n为智能体学习而读到会话的哪一处。';
COMMENT ON COLUMN conversations.assignee_kind IS E'Who answers: its agent, the member who took it, or nobody yet because it waits for one.\n由谁应答：智能体、接手的成员，或正在排队等待人工。';
COMMENT ON COLUMN conversations.assignee_id IS E'The member who has it.\n接手的成员。';
COMMENT ON COLUMN conversations.widget_id IS E'The widget that it was begun in; its passes open nothing else.\n会话开始时所在的网页组件；其通行证不能打开别的会话。';
COMMENT ON TABLE away_members IS E'Members who said that they are away from the desk, though they may be signed in.\n声明暂离客服台的成员，尽管可能仍在登录。';
COMMENT ON TABLE presences IS E'Members who have a window open, by the process that serves it.\n打开着窗口的成员，按为其服务的进程记录。';
COMMENT ON TABLE inbox_entries IS E'What only the desk reads of a conversation: notes, what an agent wrote too late, and who had it when.\n只有客服能看到的内容：备注、智能体迟到的回答，以及何时由谁接手。';
COMMENT ON COLUMN inbox_entries.summary IS E'Of a summary: what was asked, what was tried, and the mood (contract/src/shapes/desk.ts).\n摘要：问了什么、试过什么、情绪如何（contract/src/shapes/desk.ts）。';
COMMENT ON COLUMN inbox_entries.why IS E'Of a handoff: why it happened (contract/src/shapes/desk.ts).\n转人工的原因（contract/src/shapes/desk.ts）。';
COMMENT ON TABLE inbox_states IS E'How the desk keeps a conversation, from its first handoff on. Its owner sees nothing of it.\n会话在客服台的状态，从首次转人工开始。所有者看不到。';
COMMENT ON COLUMN inbox_states.labels IS E'Words that the desk sorts by.\n客服用于分类的标签。';
COMMENT ON TABLE search_dictionary_entries IS E'Words of a tenant that its documents are searched by: kept whole, or meaning the same as others.\n租户的检索词典：不拆分的词，或同义词。';
COMMENT ON TABLE documents IS E'What was given to a source. Only the passages of a ready document are found.\n交给知识来源的内容。只有就绪文档的段落会被检索到。';
COMMENT ON COLUMN documents.generation IS E'The generation of its source when indexing last began.\n最近一次开始索引时来源的世代。';
COMMENT ON COLUMN documents.blocked_revision IS E'A revision that is complete and held back by its source''s gate; its text is in draft. Null: none is.\n已完成但被来源的质量关卡扣住的修订版，其文本在 draft；没有则为空。';
COMMENT ON COLUMN documents.kind IS E'A pair is a question, its name, with its answer, its content. A page came from the web, from its address.\n问答对以名称为问题、内容为答案。网页来自其地址。';
COMMENT ON TABLE event_consumers IS E'How far background work that follows a tenant''s events has come.\n跟随租户事件的后台工作进行到哪里。';
COMMENT ON COLUMN event_consumers.number IS E'The last event that it has taken in; those after it are still to be.\n已处理的最后一个事件；其后的尚待处理。';
COMMENT ON TABLE memories IS E'What an agent knows of one person. It goes with the person, and with the message that it was learnt from.\n智能体对某人的了解。随该人、也随所依据的消息一同删除。';
COMMENT ON TABLE proactive_preferences IS E'What a person wants of agents that speak first. Without a row: that none does.\n某人对智能体主动发言的意愿。没有该行表示不同意。';
COMMENT ON TABLE memory_extractions IS E'How far conversations were read for what they tell of the person in them.\n为了解其中的人而读到会话的哪一处。';
COMMENT ON TABLE proactive_checks IS E'What a model decided when it looked at a quiet conversation, and what became of it.\n模型查看安静会话后的决定及其结果。';
COMMENT ON COLUMN proactive_checks.skip_reason IS E'Why it was not sent.\n未发送的原因。';
COMMENT ON TABLE macros IS E'Several steps at the desk under one name.\n客服台的多步操作，以一个名称执行。';
COMMENT ON TABLE memory_consents IS E'Whether a person lets agents remember them; the row under whose lock their facts change.\n某人是否允许智能体记住自己；修改其信息时锁定该行。';
COMMENT ON TABLE message_translations IS E'What messages say in another language, for the desk alone: kept, so that it is paid for once.\n消息的译文，仅供客服台使用；保存下来只付费一次。';
COMMENT ON COLUMN messages.origin IS E'Whether it was said in turn, by an agent that spoke first, or because somebody had planned it.\n正常轮次、智能体主动发言，或事先计划的消息。';
COMMENT ON COLUMN passage_vectors.model IS E'The model that made it; found only while the source has the same.\n制作向量的模型；只有来源仍使用它时才会被检索。';
COMMENT ON COLUMN passage_vectors.position IS E'1, 2, 3 … within the source, so that who has read some can read the rest.\n在来源内依次编号，便于接着读取其余部分。';
COMMENT ON COLUMN passages.text_analysis IS E'What its terms were made by: the version of the analysis and, after a plus, that of the tenant''s dictionary.\n产生检索词所用的版本：分析规则的版本，加号后为租户词典的版本。';
COMMENT ON COLUMN passages.terms IS E'The numbers of its terms, each # the last 32 bits of its source''s id.\n检索词编号，各自加上 # 和来源编号的后 32 位。';
COMMENT ON TABLE scheduled_messages IS E'What an agent is to say in a conversation at a moment that a person chose, once or again and again.\n由人指定、到时由智能体在会话中说的话，一次或重复。';
COMMENT ON COLUMN scheduled_messages.next_at IS E'When it is to be said next; null when never again.\n下一次发送时间；不再发送时为空。';
COMMENT ON COLUMN scheduled_messages.skip_reason IS E'Why it was not said when it was due last.\n上次到期时未发送的原因。';
COMMENT ON TABLE project_knowledge_bases IS E'Where agents look answers up besides their own sources, in a project''s conversations.\n在项目的会话中，智能体除自身来源外还查找哪些来源。';
COMMENT ON TABLE csat_ratings IS E'That somebody was asked how a conversation went, once for each resolution, and what they said.\n每次解决后的评价邀请及其结果。';
COMMENT ON COLUMN read_positions.reader_id IS E'Its owner, or a member who works at the desk.\n会话所有者，或在客服台工作的成员。';
COMMENT ON TABLE report_hours IS E'How the desk''s conversations went, by the hour, the agent and the member.\n客服台会话的统计，按小时、智能体与成员分列。';
COMMENT ON COLUMN search_entries.terms IS E'Terms without positions; =owner, #tenant of the desk''s and @tenant, so that the index alone keeps to who may look.\n不含位置的检索词；=所有者、#客服台所属租户、@租户，使索引本身就限定可见范围。';
COMMENT ON TABLE sessions IS E'One signing in on one device: its current access and refresh token, as SHA-256.\n在一台设备上的一次登录：当前访问令牌与刷新令牌的 SHA-256。';
COMMENT ON TABLE sites IS E'Pages of the web that a source is kept in step with.\n与知识来源保持同步的网站。';
COMMENT ON TABLE sla_timers IS E'How long somebody may still wait for what their team promised; those that ended are kept for figures.\n距团队承诺的响应时限还有多久；结束的保留用于统计。';
COMMENT ON COLUMN sla_timers.breached_at IS E'When the promise was broken; null where it was kept so far.\n违反承诺的时间；至今守约则为空。';
COMMENT ON COLUMN sla_timers.due_at IS E'Null while it is paused, and where the desk never opens.\n暂停期间及客服台从不开放时为空。';
COMMENT ON COLUMN sla_timers.in_open_hours IS E'Whether it runs while the desk is open alone.\n是否只在营业时间内计时。';
COMMENT ON COLUMN knowledge_bases.change IS E'Grows with all that makes its test questions find something else. Counted under this row''s lock.\n凡影响测试问题结果的改动都加一，在本行的锁下计数。';
COMMENT ON COLUMN knowledge_bases.quality_gate IS E'A change with which less than this share is found or supported is held back; null: nothing is.\n找到或有依据的比例低于此值的改动会被扣住；为空则不扣。';
COMMENT ON COLUMN knowledge_bases.is_tested IS E'Whether it has test questions. Only then are its changes counted, and held back by the gate.\n是否有测试问题。有才统计改动并由质量关卡把关。';
COMMENT ON TABLE spent_refresh_tokens IS E'Refresh tokens that were exchanged. One that comes again was stolen: its sign-in ends.\n已换过的刷新令牌。再次出现即视为被盗，其登录随之结束。';
COMMENT ON TABLE spent_vectors IS E'What it took to find passages by what they mean, a row a call. Stays when the source is deleted.\n按语义检索的花费，每次调用一行。来源删除后仍保留。';
COMMENT ON TABLE suggestions IS E'Changes to an agent that a reading of a conversation proposed, and what became of them.\n从会话中得出的智能体修改建议及其结果。';
COMMENT ON COLUMN teams.hours IS E'When its desk is open, by the days of the week (TeamHours of contract/src/shapes/team.ts); null: always.\n一周各日的营业时间（contract/src/shapes/team.ts 的 TeamHours）；为空则始终营业。';
COMMENT ON TABLE term_statistics IS E'In how many stored passages of a source a term occurs. Changed in the transaction that changes them.\n某检索词出现在来源的多少个段落中。与段落在同一事务内更改。';
COMMENT ON TABLE test_cases IS E'Questions that a source is to answer, asked anew after each of its changes.\n知识来源应能回答的问题，每次改动后重新测试。';
COMMENT ON TABLE evaluation_runs IS E'How well a source answered its test questions, and whether that was accepted.\n来源对测试问题的表现，以及是否通过。';
COMMENT ON COLUMN evaluation_runs.change IS E'The change of the source that it measured; it says nothing of a later one.\n所测量的是来源的第几次改动；对后来的改动不作说明。';
COMMENT ON COLUMN tool_rules.person_may_decide IS E'Whether the visitor or end user an agent talks with may consent, besides the desk.\n除客服外，与智能体交谈的访客或终端用户能否同意。';
COMMENT ON TABLE unanswered_questions IS E'What the desk was asked and the documents did not answer, once for all who asked alike.\n文档未能回答的问题，问法相近的合为一条。';
COMMENT ON COLUMN unanswered_questions.answer IS E'What an operator answered; with source_id the draft of a pair, with document_id a live one.\n运营者的答复；带 source_id 为问答草稿，带 document_id 为已发布。';
COMMENT ON COLUMN visitors.verified_at IS E'Since when a site has vouched for who they are: a pass that proves no identity does not open them any more.\n自何时起由网站证实身份：此后未证明身份的通行证不能再进入。';
COMMENT ON COLUMN webhooks.batch IS E'Which of its jobs may tell it of events; an earlier one does nothing any more.\n哪一个任务可以投递；较早的不再执行。';
COMMENT ON TABLE visitor_sessions IS E'What lets one browser into one widget as one visitor.\n允许一个浏览器以一名访客的身份使用一个组件的通行证。';
COMMENT ON COLUMN visitor_sessions.is_verified IS E'Whether the site''s server had said who it is.\n网站服务器是否已说明其身份。';

ALTER TABLE events NO FORCE ROW LEVEL SECURITY;
ALTER TABLE webhooks NO FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_deliveries NO FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE scheduled_jobs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE documents NO FORCE ROW LEVEL SECURITY;
ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;
ALTER TABLE messages DISABLE TRIGGER USER;
ALTER TABLE completions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE completions DISABLE TRIGGER USER;
ALTER TABLE usage_hours NO FORCE ROW LEVEL SECURITY;
ALTER TABLE socket_tickets NO FORCE ROW LEVEL SECURITY;
ALTER TABLE api_keys NO FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_entries NO FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_entries DISABLE TRIGGER USER;
ALTER TABLE inbox_states NO FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_states DISABLE TRIGGER USER;
ALTER TABLE evaluation_runs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agents NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_versions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tool_steps NO FORCE ROW LEVEL SECURITY;
ALTER TABLE proactive_checks NO FORCE ROW LEVEL SECURITY;
ALTER TABLE scheduled_messages NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_drafts NO FORCE ROW LEVEL SECURITY;
ALTER TABLE replies NO FORCE ROW LEVEL SECURITY;
ALTER TABLE replies DISABLE TRIGGER USER;
-- The same JSON with other names of its keys, however deep they stand.
CREATE OR REPLACE FUNCTION pg_temp.with_keys(value jsonb, names jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(value)
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(coalesce(names ->> key, key), pg_temp.with_keys(v, names)), '{}') FROM jsonb_each(value) e(key, v))
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(pg_temp.with_keys(v, names) ORDER BY n), '[]') FROM jsonb_array_elements(value) WITH ORDINALITY a(v, n))
    ELSE value
  END
$$;
DELETE FROM idempotency_keys;
UPDATE events SET payload = jsonb_set(payload, '{name}', to_jsonb(CASE payload ->> 'name' WHEN 'knowledge-base.reindex' THEN 'source.reindex' WHEN 'knowledge-base.reanalyse' THEN 'source.reanalyse' WHEN 'knowledge-base.reread' THEN 'source.reread' WHEN 'knowledge-base.embed' THEN 'source.embed' WHEN 'knowledge-base.changed' THEN 'source.changed' WHEN 'inbox.activity' THEN 'desk.moved' WHEN 'inbox.conversation-resolved' THEN 'desk.resolved' WHEN 'inbox.staffing-changed' THEN 'desk.staffing-changed' WHEN 'inbox.sum-up' THEN 'desk.sum-up' WHEN 'inbox.wake' THEN 'desk.wake' WHEN 'sla.fire-timers' THEN 'sla.ring' WHEN 'member.reassign' THEN 'member.drop' WHEN 'csat-rating.ask' THEN 'rating.ask' WHEN 'proactive-check.run' THEN 'conversation.look' WHEN 'scheduled-message.send' THEN 'planned-message.say' WHEN 'proactive-check.scan' THEN 'initiative.survey' WHEN 'evaluation-run.do' THEN 'test-run.do' WHEN 'memory.extract' THEN 'facts.learn' WHEN 'conversation.review' THEN 'conversation.read-for-agent' WHEN 'tenant.create-starting-content' THEN 'tenant.furnish' END))
  WHERE type LIKE 'job.%' AND payload ->> 'name' IN ('knowledge-base.reindex', 'knowledge-base.reanalyse', 'knowledge-base.reread', 'knowledge-base.embed', 'knowledge-base.changed', 'inbox.activity', 'inbox.conversation-resolved', 'inbox.staffing-changed', 'inbox.sum-up', 'inbox.wake', 'sla.fire-timers', 'member.reassign', 'csat-rating.ask', 'proactive-check.run', 'scheduled-message.send', 'proactive-check.scan', 'evaluation-run.do', 'memory.extract', 'conversation.review', 'tenant.create-starting-content');
UPDATE events SET payload = jsonb_set(payload, '{verdict}', '"held"') WHERE type = 'evaluation-run.ended' AND payload ->> 'verdict' = 'blocked';
UPDATE agent_versions SET content = jsonb_set(content, '{unsupportedClaims}', '"hand-over"') WHERE content ->> 'unsupportedClaims' = 'handoff';
UPDATE agent_drafts SET changes = jsonb_set(changes, '{unsupportedClaims}', '"hand-over"') WHERE changes ->> 'unsupportedClaims' = 'handoff';
-- A part of a message with the other words for its keys, and for our own tools.
CREATE OR REPLACE FUNCTION pg_temp.with_words(part jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN part ->> 'type' = 'file-read' THEN pg_temp.with_keys(part, '{"errorCode": "trouble"}')
    WHEN part ->> 'type' = 'remembered' THEN pg_temp.with_keys(part, '{"memoryIds": "factIds"}')
    WHEN part ->> 'type' = 'withheld' THEN pg_temp.with_keys(part, '{"isHandedOff": "isHandedOver"}')
    WHEN part ->> 'type' = 'limited' THEN pg_temp.with_keys(part, '{"threshold": "step"}')
    WHEN part ->> 'type' IN ('tool-call', 'tool-result') AND part ->> 'name' = 'transfer_to_agent' THEN jsonb_set(part, '{name}', '"hand_over_to_agent"')
    WHEN part ->> 'type' IN ('tool-call', 'tool-result') AND part ->> 'name' = 'hand_off_to_person' THEN jsonb_set(part, '{name}', '"hand_over_to_person"')
    ELSE part
  END
$$;
UPDATE messages SET parts = (SELECT jsonb_agg(pg_temp.with_words(part) ORDER BY n) FROM jsonb_array_elements(parts) WITH ORDINALITY u(part, n))
  WHERE parts @? '$[*] ? (@.type == "file-read" || @.type == "remembered" || @.type == "withheld" || @.type == "limited" || @.name == "transfer_to_agent" || @.name == "hand_off_to_person")';
UPDATE events SET type = CASE type WHEN 'knowledge-base.created' THEN 'source.created' WHEN 'knowledge-base.changed' THEN 'source.changed' WHEN 'knowledge-base.deleted' THEN 'source.deleted' WHEN 'knowledge-base.embedded' THEN 'source.embedded' WHEN 'search-dictionary.changed' THEN 'dictionary.changed' WHEN 'inbox.changed' THEN 'desk.changed' WHEN 'inbox.presence-set' THEN 'desk.presence-set' WHEN 'csat-rating.requested' THEN 'rating.wished' WHEN 'csat-rating.given' THEN 'rating.given' WHEN 'csat-settings.changed' THEN 'rating-settings.changed' WHEN 'session.started' THEN 'sign-in.started' WHEN 'session.refused' THEN 'sign-in.refused' WHEN 'session.ended' THEN 'sign-in.ended' WHEN 'proactive-preferences.set' THEN 'initiative.wishes-set' WHEN 'scheduled-message.changed' THEN 'planned-message.changed' WHEN 'agent.proactive-messages-set' THEN 'agent.initiative-set' WHEN 'evaluation-run.ended' THEN 'test-run.ended' WHEN 'evaluation-run.judged' THEN 'test-run.judged' END WHERE type IN ('knowledge-base.created', 'knowledge-base.changed', 'knowledge-base.deleted', 'knowledge-base.embedded', 'search-dictionary.changed', 'inbox.changed', 'inbox.presence-set', 'csat-rating.requested', 'csat-rating.given', 'csat-settings.changed', 'session.started', 'session.refused', 'session.ended', 'proactive-preferences.set', 'scheduled-message.changed', 'agent.proactive-messages-set', 'evaluation-run.ended', 'evaluation-run.judged');
UPDATE webhooks SET event_types = (SELECT array_agg(CASE x WHEN 'knowledge-base.created' THEN 'source.created' WHEN 'knowledge-base.changed' THEN 'source.changed' WHEN 'knowledge-base.deleted' THEN 'source.deleted' WHEN 'knowledge-base.embedded' THEN 'source.embedded' WHEN 'search-dictionary.changed' THEN 'dictionary.changed' WHEN 'evaluation-run.ended' THEN 'test-run.ended' ELSE x END ORDER BY n) FROM unnest(event_types) WITH ORDINALITY u(x, n)) WHERE event_types && ARRAY['knowledge-base.created', 'knowledge-base.changed', 'knowledge-base.deleted', 'knowledge-base.embedded', 'search-dictionary.changed', 'evaluation-run.ended'];
UPDATE webhook_deliveries SET event_type = CASE event_type WHEN 'knowledge-base.created' THEN 'source.created' WHEN 'knowledge-base.changed' THEN 'source.changed' WHEN 'knowledge-base.deleted' THEN 'source.deleted' WHEN 'knowledge-base.embedded' THEN 'source.embedded' WHEN 'search-dictionary.changed' THEN 'dictionary.changed' WHEN 'evaluation-run.ended' THEN 'test-run.ended' END WHERE event_type IN ('knowledge-base.created', 'knowledge-base.changed', 'knowledge-base.deleted', 'knowledge-base.embedded', 'search-dictionary.changed', 'evaluation-run.ended');
UPDATE jobs SET name = CASE name WHEN 'knowledge-base.reindex' THEN 'source.reindex' WHEN 'knowledge-base.reanalyse' THEN 'source.reanalyse' WHEN 'knowledge-base.reread' THEN 'source.reread' WHEN 'knowledge-base.embed' THEN 'source.embed' WHEN 'knowledge-base.changed' THEN 'source.changed' WHEN 'inbox.activity' THEN 'desk.moved' WHEN 'inbox.conversation-resolved' THEN 'desk.resolved' WHEN 'inbox.staffing-changed' THEN 'desk.staffing-changed' WHEN 'inbox.sum-up' THEN 'desk.sum-up' WHEN 'inbox.wake' THEN 'desk.wake' WHEN 'sla.fire-timers' THEN 'sla.ring' WHEN 'member.reassign' THEN 'member.drop' WHEN 'csat-rating.ask' THEN 'rating.ask' WHEN 'proactive-check.run' THEN 'conversation.look' WHEN 'scheduled-message.send' THEN 'planned-message.say' WHEN 'proactive-check.scan' THEN 'initiative.survey' WHEN 'evaluation-run.do' THEN 'test-run.do' WHEN 'memory.extract' THEN 'facts.learn' WHEN 'conversation.review' THEN 'conversation.read-for-agent' WHEN 'tenant.create-starting-content' THEN 'tenant.furnish' END WHERE name IN ('knowledge-base.reindex', 'knowledge-base.reanalyse', 'knowledge-base.reread', 'knowledge-base.embed', 'knowledge-base.changed', 'inbox.activity', 'inbox.conversation-resolved', 'inbox.staffing-changed', 'inbox.sum-up', 'inbox.wake', 'sla.fire-timers', 'member.reassign', 'csat-rating.ask', 'proactive-check.run', 'scheduled-message.send', 'proactive-check.scan', 'evaluation-run.do', 'memory.extract', 'conversation.review', 'tenant.create-starting-content');
UPDATE scheduled_jobs SET job_name = CASE job_name WHEN 'knowledge-base.reindex' THEN 'source.reindex' WHEN 'knowledge-base.reanalyse' THEN 'source.reanalyse' WHEN 'knowledge-base.reread' THEN 'source.reread' WHEN 'knowledge-base.embed' THEN 'source.embed' WHEN 'knowledge-base.changed' THEN 'source.changed' WHEN 'inbox.activity' THEN 'desk.moved' WHEN 'inbox.conversation-resolved' THEN 'desk.resolved' WHEN 'inbox.staffing-changed' THEN 'desk.staffing-changed' WHEN 'inbox.sum-up' THEN 'desk.sum-up' WHEN 'inbox.wake' THEN 'desk.wake' WHEN 'sla.fire-timers' THEN 'sla.ring' WHEN 'member.reassign' THEN 'member.drop' WHEN 'csat-rating.ask' THEN 'rating.ask' WHEN 'proactive-check.run' THEN 'conversation.look' WHEN 'scheduled-message.send' THEN 'planned-message.say' WHEN 'proactive-check.scan' THEN 'initiative.survey' WHEN 'evaluation-run.do' THEN 'test-run.do' WHEN 'memory.extract' THEN 'facts.learn' WHEN 'conversation.review' THEN 'conversation.read-for-agent' WHEN 'tenant.create-starting-content' THEN 'tenant.furnish' END WHERE job_name IN ('knowledge-base.reindex', 'knowledge-base.reanalyse', 'knowledge-base.reread', 'knowledge-base.embed', 'knowledge-base.changed', 'inbox.activity', 'inbox.conversation-resolved', 'inbox.staffing-changed', 'inbox.sum-up', 'inbox.wake', 'sla.fire-timers', 'member.reassign', 'csat-rating.ask', 'proactive-check.run', 'scheduled-message.send', 'proactive-check.scan', 'evaluation-run.do', 'memory.extract', 'conversation.review', 'tenant.create-starting-content');
ALTER TABLE documents DROP CONSTRAINT documents_kind_check;
UPDATE documents SET kind = CASE kind WHEN 'faq-entry' THEN 'pair' END WHERE kind IN ('faq-entry');
ALTER TABLE documents ADD CONSTRAINT documents_kind_check CHECK ((kind = ANY (ARRAY['document'::text, 'pair'::text, 'page'::text])));
UPDATE documents SET failure_reason = CASE failure_reason WHEN 'no-space' THEN 'no-room' END WHERE failure_reason IN ('no-space');
ALTER TABLE messages DROP CONSTRAINT messages_origin_check;
UPDATE messages SET origin = CASE origin WHEN 'proactive' THEN 'initiative' WHEN 'scheduled' THEN 'planned' END WHERE origin IN ('proactive', 'scheduled');
ALTER TABLE messages ADD CONSTRAINT messages_origin_check CHECK ((origin = ANY (ARRAY['turn'::text, 'initiative'::text, 'planned'::text])));
UPDATE completions SET purpose = CASE purpose WHEN 'proactive-check' THEN 'initiative' WHEN 'memory' THEN 'facts' END WHERE purpose IN ('proactive-check', 'memory');
UPDATE usage_hours SET purpose = CASE purpose WHEN 'proactive-check' THEN 'initiative' WHEN 'memory' THEN 'facts' END WHERE purpose IN ('proactive-check', 'memory');
ALTER TABLE socket_tickets DROP CONSTRAINT socket_tickets_credential_kind_check;
UPDATE socket_tickets SET credential_kind = CASE credential_kind WHEN 'session' THEN 'sign-in' WHEN 'visitor-session' THEN 'pass' END WHERE credential_kind IN ('session', 'visitor-session');
ALTER TABLE socket_tickets ADD CONSTRAINT socket_tickets_credential_kind_check CHECK ((credential_kind = ANY (ARRAY['sign-in'::text, 'api-key'::text, 'visitor'::text, 'pass'::text])));
UPDATE api_keys SET scopes = (SELECT array_agg(CASE x WHEN 'inbox:read' THEN 'desk:read' WHEN 'inbox:write' THEN 'desk:write' WHEN 'inbox:manage' THEN 'desk:manage' WHEN 'conversation:read-inbox' THEN 'conversation:read-desk' ELSE x END ORDER BY n) FROM unnest(scopes) WITH ORDINALITY u(x, n)) WHERE scopes && ARRAY['inbox:read', 'inbox:write', 'inbox:manage', 'conversation:read-inbox'];
UPDATE inbox_entries SET why = CASE why WHEN 'reassigned' THEN 'dropped' END WHERE why IN ('reassigned');
UPDATE inbox_states SET asked_why = CASE asked_why WHEN 'reassigned' THEN 'dropped' END WHERE asked_why IN ('reassigned');
ALTER TABLE evaluation_runs DROP CONSTRAINT evaluation_runs_verdict_check;
UPDATE evaluation_runs SET verdict = CASE verdict WHEN 'blocked' THEN 'held' END WHERE verdict IN ('blocked');
ALTER TABLE evaluation_runs ADD CONSTRAINT evaluation_runs_verdict_check CHECK ((verdict = ANY (ARRAY['running'::text, 'failed'::text, 'overtaken'::text, 'first'::text, 'passed'::text, 'worse'::text, 'held'::text, 'accepted'::text, 'rejected'::text])));
ALTER TABLE agents DROP CONSTRAINT agents_unsupported_claims_check;
UPDATE agents SET unsupported_claims = CASE unsupported_claims WHEN 'handoff' THEN 'hand-over' END WHERE unsupported_claims IN ('handoff');
ALTER TABLE agents ADD CONSTRAINT agents_unsupported_claims_check CHECK ((unsupported_claims = ANY (ARRAY['show'::text, 'flag'::text, 'withhold'::text, 'hand-over'::text])));
UPDATE agent_versions SET changed = (SELECT array_agg(CASE x WHEN 'knowledgeBaseIds' THEN 'sourceIds' WHEN 'knowledgeBaseWeights' THEN 'sourceWeights' WHEN 'knowledgeBaseFilters' THEN 'sourceFilters' WHEN 'transferTargetIds' THEN 'colleagueIds' ELSE x END ORDER BY n) FROM unnest(changed) WITH ORDINALITY u(x, n)) WHERE changed && ARRAY['knowledgeBaseIds', 'knowledgeBaseWeights', 'knowledgeBaseFilters', 'transferTargetIds'];
UPDATE tool_steps SET name = CASE name WHEN 'transfer_to_agent' THEN 'hand_over_to_agent' WHEN 'hand_off_to_person' THEN 'hand_over_to_person' END WHERE name IN ('transfer_to_agent', 'hand_off_to_person');
UPDATE proactive_checks SET skip_reason = CASE skip_reason WHEN 'no-quota' THEN 'no-room' END WHERE skip_reason IN ('no-quota');
UPDATE scheduled_messages SET skip_reason = CASE skip_reason WHEN 'no-quota' THEN 'no-room' END WHERE skip_reason IN ('no-quota');
UPDATE events SET payload = pg_temp.with_keys(payload, '{"knowledgeBaseId":"sourceId","sessionId":"signInId","scheduledMessageId":"plannedMessageId","evaluationRunId":"testRunId","inInbox":"desk","assigneeKind":"heldBy"}') WHERE (payload::text LIKE '%"knowledgeBaseId"%' OR payload::text LIKE '%"sessionId"%' OR payload::text LIKE '%"scheduledMessageId"%' OR payload::text LIKE '%"evaluationRunId"%' OR payload::text LIKE '%"inInbox"%' OR payload::text LIKE '%"assigneeKind"%');
UPDATE events SET payload = pg_temp.with_keys(payload, '{"threshold":"step"}') WHERE (payload::text LIKE '%"threshold"%') AND type = 'budget.crossed';
UPDATE jobs SET input = pg_temp.with_keys(input, '{"knowledgeBaseId":"sourceId","sessionId":"signInId","scheduledMessageId":"plannedMessageId","evaluationRunId":"testRunId"}') WHERE (input::text LIKE '%"knowledgeBaseId"%' OR input::text LIKE '%"sessionId"%' OR input::text LIKE '%"scheduledMessageId"%' OR input::text LIKE '%"evaluationRunId"%');
UPDATE scheduled_jobs SET input = pg_temp.with_keys(input, '{"knowledgeBaseId":"sourceId","sessionId":"signInId","scheduledMessageId":"plannedMessageId","evaluationRunId":"testRunId"}') WHERE (input::text LIKE '%"knowledgeBaseId"%' OR input::text LIKE '%"sessionId"%' OR input::text LIKE '%"scheduledMessageId"%' OR input::text LIKE '%"evaluationRunId"%');
UPDATE jobs SET input = pg_temp.with_keys(input, '{"batch":"round"}') WHERE (input::text LIKE '%"batch"%') AND name = 'webhook.deliver';
UPDATE scheduled_jobs SET input = pg_temp.with_keys(input, '{"batch":"round"}') WHERE (input::text LIKE '%"batch"%') AND job_name = 'webhook.deliver';
UPDATE agent_versions SET content = pg_temp.with_keys(content, '{"knowledgeBaseIds":"sourceIds","knowledgeBaseWeights":"sourceWeights","knowledgeBaseFilters":"sourceFilters","transferTargetIds":"colleagueIds","knowledgeBaseId":"sourceId"}') WHERE (content::text LIKE '%"knowledgeBaseIds"%' OR content::text LIKE '%"knowledgeBaseWeights"%' OR content::text LIKE '%"knowledgeBaseFilters"%' OR content::text LIKE '%"transferTargetIds"%' OR content::text LIKE '%"knowledgeBaseId"%');
UPDATE agent_drafts SET changes = pg_temp.with_keys(changes, '{"knowledgeBaseIds":"sourceIds","knowledgeBaseWeights":"sourceWeights","knowledgeBaseFilters":"sourceFilters","transferTargetIds":"colleagueIds","knowledgeBaseId":"sourceId"}') WHERE (changes::text LIKE '%"knowledgeBaseIds"%' OR changes::text LIKE '%"knowledgeBaseWeights"%' OR changes::text LIKE '%"knowledgeBaseFilters"%' OR changes::text LIKE '%"transferTargetIds"%' OR changes::text LIKE '%"knowledgeBaseId"%');
UPDATE replies SET searched = pg_temp.with_keys(searched, '{"knowledgeBaseIds":"sourceIds"}') WHERE (searched::text LIKE '%"knowledgeBaseIds"%');
UPDATE evaluation_runs SET results = pg_temp.with_keys(results, '{"testCaseId":"testQuestionId"}') WHERE (results::text LIKE '%"testCaseId"%');
ALTER TABLE events FORCE ROW LEVEL SECURITY;
ALTER TABLE webhooks FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
ALTER TABLE scheduled_jobs FORCE ROW LEVEL SECURITY;
ALTER TABLE documents FORCE ROW LEVEL SECURITY;
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
ALTER TABLE messages ENABLE TRIGGER USER;
ALTER TABLE completions FORCE ROW LEVEL SECURITY;
ALTER TABLE completions ENABLE TRIGGER USER;
ALTER TABLE usage_hours FORCE ROW LEVEL SECURITY;
ALTER TABLE socket_tickets FORCE ROW LEVEL SECURITY;
ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_entries FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_entries ENABLE TRIGGER USER;
ALTER TABLE inbox_states FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_states ENABLE TRIGGER USER;
ALTER TABLE evaluation_runs FORCE ROW LEVEL SECURITY;
ALTER TABLE agents FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE tool_steps FORCE ROW LEVEL SECURITY;
ALTER TABLE proactive_checks FORCE ROW LEVEL SECURITY;
ALTER TABLE scheduled_messages FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_drafts FORCE ROW LEVEL SECURITY;
ALTER TABLE replies FORCE ROW LEVEL SECURITY;
ALTER TABLE replies ENABLE TRIGGER USER;

ALTER INDEX visitor_sessions_widget RENAME TO widget_passes_widget;
ALTER INDEX visitor_sessions_visitor RENAME TO widget_passes_visitor;
ALTER INDEX unanswered_questions_knowledge_base RENAME TO unanswered_questions_source;
ALTER INDEX evaluation_runs_knowledge_base RENAME TO test_runs_source;
ALTER INDEX test_cases_knowledge_base RENAME TO test_questions_source;
ALTER INDEX spent_refresh_tokens_session RENAME TO spent_refresh_tokens_sign_in;
ALTER INDEX sla_timers_team RENAME TO sla_clocks_team;
ALTER INDEX sla_timers_running RENAME TO sla_clocks_running;
ALTER INDEX sla_timers_conversation RENAME TO sla_clocks_conversation;
ALTER INDEX sessions_member RENAME TO sign_ins_member;
ALTER INDEX csat_ratings_resolution RENAME TO ratings_resolution;
ALTER INDEX csat_ratings_rated RENAME TO ratings_rated;
ALTER INDEX csat_ratings_owner RENAME TO ratings_owner;
ALTER INDEX project_knowledge_bases_knowledge_base RENAME TO project_sources_source;
ALTER INDEX scheduled_messages_conversation RENAME TO planned_messages_conversation;
ALTER INDEX proactive_checks_sent RENAME TO look_decisions_sent;
ALTER INDEX proactive_checks_made RENAME TO look_decisions_made;
ALTER INDEX proactive_checks_conversation RENAME TO look_decisions_conversation;
ALTER INDEX memories_person RENAME TO facts_person;
ALTER INDEX memories_message RENAME TO facts_message;
ALTER INDEX memories_known RENAME TO facts_known;
ALTER INDEX memories_conversation RENAME TO facts_conversation;
ALTER INDEX documents_knowledge_base RENAME TO documents_source;
ALTER INDEX documents_blocked RENAME TO documents_held;
ALTER INDEX inbox_states_state RENAME TO desk_states_state;
ALTER INDEX inbox_entries_draft RENAME TO desk_entries_draft;
ALTER INDEX inbox_entries_conversation RENAME TO desk_entries_conversation;
ALTER INDEX conversations_assignee RENAME TO conversations_held;
ALTER INDEX conversations_inbox RENAME TO conversations_desk;
ALTER INDEX scheduled_jobs_taken RENAME TO appointments_taken;
ALTER INDEX scheduled_jobs_due RENAME TO appointments_due;
ALTER INDEX proactive_agent_preferences_agent RENAME TO agent_wishes_agent;
ALTER INDEX agent_knowledge_bases_knowledge_base RENAME TO agent_sources_source;
ALTER TABLE widgets RENAME CONSTRAINT widgets_appearance_check TO widgets_look_check;
ALTER TABLE visitor_sessions RENAME CONSTRAINT visitor_sessions_token_hash_key TO widget_passes_token_hash_key;
ALTER TABLE visitor_sessions RENAME CONSTRAINT visitor_sessions_tenant_id_widget_id_fkey TO widget_passes_tenant_id_widget_id_fkey;
ALTER TABLE visitor_sessions RENAME CONSTRAINT visitor_sessions_tenant_id_visitor_id_fkey TO widget_passes_tenant_id_visitor_id_fkey;
ALTER TABLE visitor_sessions RENAME CONSTRAINT visitor_sessions_tenant_id_fkey TO widget_passes_tenant_id_fkey;
ALTER TABLE visitor_sessions RENAME CONSTRAINT visitor_sessions_pkey TO widget_passes_pkey;
ALTER TABLE unanswered_questions RENAME CONSTRAINT unanswered_questions_tenant_id_knowledge_base_id_fkey TO unanswered_questions_tenant_id_source_id_fkey;
ALTER TABLE evaluation_runs RENAME CONSTRAINT evaluation_runs_verdict_check TO test_runs_verdict_check;
ALTER TABLE evaluation_runs RENAME CONSTRAINT evaluation_runs_tenant_id_knowledge_base_id_fkey TO test_runs_tenant_id_source_id_fkey;
ALTER TABLE evaluation_runs RENAME CONSTRAINT evaluation_runs_pkey TO test_runs_pkey;
ALTER TABLE evaluation_runs RENAME CONSTRAINT evaluation_runs_cause_check TO test_runs_cause_check;
ALTER TABLE test_cases RENAME CONSTRAINT test_cases_tenant_id_knowledge_base_id_fkey TO test_questions_tenant_id_source_id_fkey;
ALTER TABLE test_cases RENAME CONSTRAINT test_cases_pkey TO test_questions_pkey;
ALTER TABLE term_statistics RENAME CONSTRAINT term_statistics_tenant_id_knowledge_base_id_fkey TO term_statistics_tenant_id_source_id_fkey;
ALTER TABLE teams RENAME CONSTRAINT teams_reassign_after_seconds_check TO teams_drop_after_seconds_check;
ALTER TABLE teams RENAME CONSTRAINT teams_auto_assignment_check TO teams_assignment_check;
ALTER TABLE spent_refresh_tokens RENAME CONSTRAINT spent_refresh_tokens_tenant_id_session_id_fkey TO spent_refresh_tokens_tenant_id_sign_in_id_fkey;
ALTER TABLE knowledge_bases RENAME CONSTRAINT knowledge_bases_tenant_id_fkey TO sources_tenant_id_fkey;
ALTER TABLE knowledge_bases RENAME CONSTRAINT knowledge_bases_pkey TO sources_pkey;
ALTER TABLE knowledge_bases RENAME CONSTRAINT knowledge_bases_quality_gate_check TO sources_gate_check;
ALTER TABLE knowledge_bases RENAME CONSTRAINT knowledge_bases_embedding_error_code_check TO sources_embedding_trouble_check;
ALTER TABLE sla_timers RENAME CONSTRAINT sla_timers_tenant_id_team_id_fkey TO sla_clocks_tenant_id_team_id_fkey;
ALTER TABLE sla_timers RENAME CONSTRAINT sla_timers_tenant_id_conversation_id_fkey TO sla_clocks_tenant_id_conversation_id_fkey;
ALTER TABLE sla_timers RENAME CONSTRAINT sla_timers_pkey TO sla_clocks_pkey;
ALTER TABLE sla_timers RENAME CONSTRAINT sla_timers_kind_check TO sla_clocks_kind_check;
ALTER TABLE sites RENAME CONSTRAINT sites_tenant_id_knowledge_base_id_fkey TO sites_tenant_id_source_id_fkey;
ALTER TABLE sites RENAME CONSTRAINT sites_tenant_id_knowledge_base_id_address_key TO sites_tenant_id_source_id_address_key;
ALTER TABLE sessions RENAME CONSTRAINT sessions_tenant_id_member_id_fkey TO sign_ins_tenant_id_member_id_fkey;
ALTER TABLE sessions RENAME CONSTRAINT sessions_tenant_id_fkey TO sign_ins_tenant_id_fkey;
ALTER TABLE sessions RENAME CONSTRAINT sessions_refresh_hash_key TO sign_ins_refresh_hash_key;
ALTER TABLE sessions RENAME CONSTRAINT sessions_pkey TO sign_ins_pkey;
ALTER TABLE sessions RENAME CONSTRAINT sessions_access_hash_key TO sign_ins_access_hash_key;
ALTER TABLE csat_ratings RENAME CONSTRAINT csat_ratings_tenant_id_conversation_id_fkey TO ratings_tenant_id_conversation_id_fkey;
ALTER TABLE csat_ratings RENAME CONSTRAINT csat_ratings_score_check TO ratings_score_check;
ALTER TABLE csat_ratings RENAME CONSTRAINT csat_ratings_pkey TO ratings_pkey;
ALTER TABLE csat_ratings RENAME CONSTRAINT csat_ratings_check TO ratings_check;
ALTER TABLE csat_settings RENAME CONSTRAINT csat_settings_tenant_id_fkey TO rating_settings_tenant_id_fkey;
ALTER TABLE csat_settings RENAME CONSTRAINT csat_settings_pkey TO rating_settings_pkey;
ALTER TABLE csat_settings RENAME CONSTRAINT csat_settings_delay_minutes_check TO rating_settings_delay_minutes_check;
ALTER TABLE csat_settings RENAME CONSTRAINT csat_settings_change_minutes_check TO rating_settings_change_minutes_check;
ALTER TABLE project_knowledge_bases RENAME CONSTRAINT project_knowledge_bases_tenant_id_knowledge_base_id_fkey TO project_sources_tenant_id_source_id_fkey;
ALTER TABLE project_knowledge_bases RENAME CONSTRAINT project_knowledge_bases_tenant_id_project_id_fkey TO project_sources_tenant_id_project_id_fkey;
ALTER TABLE project_knowledge_bases RENAME CONSTRAINT project_knowledge_bases_pkey TO project_sources_pkey;
ALTER TABLE scheduled_messages RENAME CONSTRAINT scheduled_messages_tenant_id_conversation_id_fkey TO planned_messages_tenant_id_conversation_id_fkey;
ALTER TABLE scheduled_messages RENAME CONSTRAINT scheduled_messages_tenant_id_agent_id_fkey TO planned_messages_tenant_id_agent_id_fkey;
ALTER TABLE scheduled_messages RENAME CONSTRAINT scheduled_messages_state_check TO planned_messages_state_check;
ALTER TABLE scheduled_messages RENAME CONSTRAINT scheduled_messages_pkey TO planned_messages_pkey;
ALTER TABLE passage_vectors RENAME CONSTRAINT passage_vectors_tenant_id_knowledge_base_id_fkey TO passage_vectors_tenant_id_source_id_fkey;
ALTER TABLE memory_consents RENAME CONSTRAINT memory_consents_tenant_id_visitor_id_fkey TO memory_choices_tenant_id_visitor_id_fkey;
ALTER TABLE memory_consents RENAME CONSTRAINT memory_consents_tenant_id_member_id_fkey TO memory_choices_tenant_id_member_id_fkey;
ALTER TABLE memory_consents RENAME CONSTRAINT memory_consents_pkey TO memory_choices_pkey;
ALTER TABLE memory_consents RENAME CONSTRAINT memory_consents_check TO memory_choices_check;
ALTER TABLE proactive_checks RENAME CONSTRAINT proactive_checks_tenant_id_conversation_id_fkey TO look_decisions_tenant_id_conversation_id_fkey;
ALTER TABLE proactive_checks RENAME CONSTRAINT proactive_checks_tenant_id_agent_id_fkey TO look_decisions_tenant_id_agent_id_fkey;
ALTER TABLE proactive_checks RENAME CONSTRAINT proactive_checks_state_check TO look_decisions_state_check;
ALTER TABLE proactive_checks RENAME CONSTRAINT proactive_checks_pkey TO look_decisions_pkey;
ALTER TABLE proactive_checks RENAME CONSTRAINT proactive_checks_action_check TO look_decisions_action_check;
ALTER TABLE memory_extractions RENAME CONSTRAINT memory_extractions_tenant_id_conversation_id_fkey TO lessons_tenant_id_conversation_id_fkey;
ALTER TABLE memory_extractions RENAME CONSTRAINT memory_extractions_tenant_id_agent_id_fkey TO lessons_tenant_id_agent_id_fkey;
ALTER TABLE memory_extractions RENAME CONSTRAINT memory_extractions_pkey TO lessons_pkey;
ALTER TABLE proactive_preferences RENAME CONSTRAINT proactive_preferences_tenant_id_fkey TO initiative_wishes_tenant_id_fkey;
ALTER TABLE proactive_preferences RENAME CONSTRAINT proactive_preferences_quiet_to_check TO initiative_wishes_quiet_to_check;
ALTER TABLE proactive_preferences RENAME CONSTRAINT proactive_preferences_quiet_from_check TO initiative_wishes_quiet_from_check;
ALTER TABLE proactive_preferences RENAME CONSTRAINT proactive_preferences_pkey TO initiative_wishes_pkey;
ALTER TABLE memories RENAME CONSTRAINT memories_tenant_id_visitor_id_fkey TO facts_tenant_id_visitor_id_fkey;
ALTER TABLE memories RENAME CONSTRAINT memories_tenant_id_message_id_fkey TO facts_tenant_id_message_id_fkey;
ALTER TABLE memories RENAME CONSTRAINT memories_tenant_id_member_id_fkey TO facts_tenant_id_member_id_fkey;
ALTER TABLE memories RENAME CONSTRAINT memories_tenant_id_conversation_id_fkey TO facts_tenant_id_conversation_id_fkey;
ALTER TABLE memories RENAME CONSTRAINT memories_tenant_id_agent_id_fkey TO facts_tenant_id_agent_id_fkey;
ALTER TABLE memories RENAME CONSTRAINT memories_pkey TO facts_pkey;
ALTER TABLE memories RENAME CONSTRAINT memories_origin_check TO facts_origin_check;
ALTER TABLE memories RENAME CONSTRAINT memories_kind_check TO facts_kind_check;
ALTER TABLE memories RENAME CONSTRAINT memories_check1 TO facts_check1;
ALTER TABLE memories RENAME CONSTRAINT memories_check TO facts_check;
ALTER TABLE event_consumers RENAME CONSTRAINT event_consumers_tenant_id_fkey TO event_followers_tenant_id_fkey;
ALTER TABLE event_consumers RENAME CONSTRAINT event_consumers_pkey TO event_followers_pkey;
ALTER TABLE documents RENAME CONSTRAINT documents_tenant_id_knowledge_base_id_fkey TO documents_tenant_id_source_id_fkey;
ALTER TABLE search_dictionary_entries RENAME CONSTRAINT search_dictionary_entries_words_check TO dictionary_entries_words_check;
ALTER TABLE search_dictionary_entries RENAME CONSTRAINT search_dictionary_entries_tenant_id_fkey TO dictionary_entries_tenant_id_fkey;
ALTER TABLE search_dictionary_entries RENAME CONSTRAINT search_dictionary_entries_pkey TO dictionary_entries_pkey;
ALTER TABLE search_dictionary_entries RENAME CONSTRAINT search_dictionary_entries_kind_check TO dictionary_entries_kind_check;
ALTER TABLE inbox_states RENAME CONSTRAINT inbox_states_tenant_id_conversation_id_fkey TO desk_states_tenant_id_conversation_id_fkey;
ALTER TABLE inbox_states RENAME CONSTRAINT inbox_states_state_check TO desk_states_state_check;
ALTER TABLE inbox_states RENAME CONSTRAINT inbox_states_priority_check TO desk_states_priority_check;
ALTER TABLE inbox_states RENAME CONSTRAINT inbox_states_pkey TO desk_states_pkey;
ALTER TABLE inbox_states RENAME CONSTRAINT inbox_states_check TO desk_states_check;
ALTER TABLE inbox_entries RENAME CONSTRAINT inbox_entries_tenant_id_conversation_id_fkey TO desk_entries_tenant_id_conversation_id_fkey;
ALTER TABLE inbox_entries RENAME CONSTRAINT inbox_entries_pkey TO desk_entries_pkey;
ALTER TABLE inbox_entries RENAME CONSTRAINT inbox_entries_kind_check TO desk_entries_kind_check;
ALTER TABLE presences RENAME CONSTRAINT presences_tenant_id_member_id_fkey TO desk_attendances_tenant_id_member_id_fkey;
ALTER TABLE presences RENAME CONSTRAINT presences_pkey TO desk_attendances_pkey;
ALTER TABLE away_members RENAME CONSTRAINT away_members_tenant_id_member_id_fkey TO desk_absences_tenant_id_member_id_fkey;
ALTER TABLE away_members RENAME CONSTRAINT away_members_pkey TO desk_absences_pkey;
ALTER TABLE conversations RENAME CONSTRAINT conversations_assignee_kind_check TO conversations_held_by_check;
ALTER TABLE conversation_reviews RENAME CONSTRAINT conversation_reviews_tenant_id_conversation_id_fkey TO conversation_readings_tenant_id_conversation_id_fkey;
ALTER TABLE conversation_reviews RENAME CONSTRAINT conversation_reviews_tenant_id_agent_id_fkey TO conversation_readings_tenant_id_agent_id_fkey;
ALTER TABLE conversation_reviews RENAME CONSTRAINT conversation_reviews_pkey TO conversation_readings_pkey;
ALTER TABLE scheduled_jobs RENAME CONSTRAINT scheduled_jobs_tenant_id_fkey TO appointments_tenant_id_fkey;
ALTER TABLE scheduled_jobs RENAME CONSTRAINT scheduled_jobs_pkey TO appointments_pkey;
ALTER TABLE agents RENAME CONSTRAINT agents_proactive_after_minutes_check TO agents_looks_after_minutes_check;
ALTER TABLE agents RENAME CONSTRAINT agents_proactive_unanswered_max_check TO agents_firsts_unanswered_check;
ALTER TABLE agents RENAME CONSTRAINT agents_proactive_per_day_check TO agents_firsts_per_day_check;
ALTER TABLE proactive_agent_preferences RENAME CONSTRAINT proactive_agent_preferences_tenant_id_person_id_fkey TO agent_wishes_tenant_id_person_id_fkey;
ALTER TABLE proactive_agent_preferences RENAME CONSTRAINT proactive_agent_preferences_tenant_id_agent_id_fkey TO agent_wishes_tenant_id_agent_id_fkey;
ALTER TABLE proactive_agent_preferences RENAME CONSTRAINT proactive_agent_preferences_pkey TO agent_wishes_pkey;
ALTER TABLE agent_knowledge_bases RENAME CONSTRAINT agent_knowledge_bases_weight_check TO agent_sources_weight_check;
ALTER TABLE agent_knowledge_bases RENAME CONSTRAINT agent_knowledge_bases_tenant_id_knowledge_base_id_fkey TO agent_sources_tenant_id_source_id_fkey;
ALTER TABLE agent_knowledge_bases RENAME CONSTRAINT agent_knowledge_bases_tenant_id_agent_id_fkey TO agent_sources_tenant_id_agent_id_fkey;
ALTER TABLE agent_knowledge_bases RENAME CONSTRAINT agent_knowledge_bases_pkey TO agent_sources_pkey;
ALTER TABLE agent_knowledge_bases RENAME CONSTRAINT agent_knowledge_bases_filter_check TO agent_sources_filter_check;
ALTER TABLE widgets RENAME COLUMN appearance TO look;
ALTER TABLE webhooks RENAME COLUMN batch TO round;
ALTER TABLE webhook_deliveries RENAME COLUMN error_code TO trouble;
ALTER TABLE unanswered_questions RENAME COLUMN knowledge_base_id TO source_id;
ALTER TABLE tool_servers RENAME COLUMN error_code TO trouble;
ALTER TABLE evaluation_runs RENAME COLUMN knowledge_base_id TO source_id;
ALTER TABLE test_cases RENAME COLUMN knowledge_base_id TO source_id;
ALTER TABLE term_statistics RENAME COLUMN knowledge_base_id TO source_id;
ALTER TABLE teams RENAME COLUMN reassign_after_seconds TO drop_after_seconds;
ALTER TABLE teams RENAME COLUMN auto_assignment TO assignment;
ALTER TABLE spent_refresh_tokens RENAME COLUMN session_id TO sign_in_id;
ALTER TABLE knowledge_bases RENAME COLUMN embedding_error_code TO embedding_trouble;
ALTER TABLE knowledge_bases RENAME COLUMN quality_gate TO gate;
ALTER TABLE sites RENAME COLUMN knowledge_base_id TO source_id;
ALTER TABLE site_pages RENAME COLUMN error_code TO trouble;
ALTER TABLE project_knowledge_bases RENAME COLUMN knowledge_base_id TO source_id;
ALTER TABLE scheduled_messages RENAME COLUMN skip_reason TO withheld_for;
ALTER TABLE scheduled_messages RENAME COLUMN scheduled_by_id TO planner_id;
ALTER TABLE scheduled_messages RENAME COLUMN scheduled_by_kind TO planner_kind;
ALTER TABLE passages RENAME COLUMN text_analysis TO analysis;
ALTER TABLE passages RENAME COLUMN knowledge_base_id TO source_id;
ALTER TABLE passage_vectors RENAME COLUMN knowledge_base_id TO source_id;
ALTER TABLE proactive_checks RENAME COLUMN skip_reason TO dropped_for;
ALTER TABLE memory_extractions RENAME COLUMN extracted_at TO learnt_at;
ALTER TABLE file_texts RENAME COLUMN error_code TO trouble;
ALTER TABLE documents RENAME COLUMN blocked_character_count TO held_character_count;
ALTER TABLE documents RENAME COLUMN blocked_passage_count TO held_passage_count;
ALTER TABLE documents RENAME COLUMN blocked_revision TO held_revision;
ALTER TABLE documents RENAME COLUMN knowledge_base_id TO source_id;
ALTER TABLE inbox_entries RENAME COLUMN to_kind TO to_by;
ALTER TABLE inbox_entries RENAME COLUMN from_kind TO from_by;
ALTER TABLE conversations RENAME COLUMN csat_requested TO rating_wished;
ALTER TABLE conversations RENAME COLUMN assignee_id TO holder_id;
ALTER TABLE conversations RENAME COLUMN assignee_kind TO held_by;
ALTER TABLE conversations RENAME COLUMN in_inbox TO is_desk;
ALTER TABLE conversation_reviews RENAME COLUMN reviewed_at TO read_at;
ALTER TABLE budget_spending RENAME COLUMN notified_threshold TO told_step;
ALTER TABLE agents RENAME COLUMN transfer_target_ids TO colleague_ids;
ALTER TABLE agents RENAME COLUMN proactive_unanswered_max TO firsts_unanswered;
ALTER TABLE agents RENAME COLUMN proactive_per_day TO firsts_per_day;
ALTER TABLE agents RENAME COLUMN proactive_after_minutes TO looks_after_minutes;
ALTER TABLE agent_knowledge_bases RENAME COLUMN knowledge_base_id TO source_id;
ALTER TABLE visitor_sessions RENAME TO widget_passes;
ALTER TABLE evaluation_runs RENAME TO test_runs;
ALTER TABLE test_cases RENAME TO test_questions;
ALTER TABLE knowledge_bases RENAME TO sources;
ALTER TABLE sla_timers RENAME TO sla_clocks;
ALTER TABLE sessions RENAME TO sign_ins;
ALTER TABLE csat_ratings RENAME TO ratings;
ALTER TABLE csat_settings RENAME TO rating_settings;
ALTER TABLE project_knowledge_bases RENAME TO project_sources;
ALTER TABLE scheduled_messages RENAME TO planned_messages;
ALTER TABLE memory_consents RENAME TO memory_choices;
ALTER TABLE proactive_checks RENAME TO look_decisions;
ALTER TABLE memory_extractions RENAME TO lessons;
ALTER TABLE proactive_preferences RENAME TO initiative_wishes;
ALTER TABLE memories RENAME TO facts;
ALTER TABLE event_consumers RENAME TO event_followers;
ALTER TABLE search_dictionary_entries RENAME TO dictionary_entries;
ALTER TABLE inbox_states RENAME TO desk_states;
ALTER TABLE inbox_entries RENAME TO desk_entries;
ALTER TABLE presences RENAME TO desk_attendances;
ALTER TABLE away_members RENAME TO desk_absences;
ALTER TABLE conversation_reviews RENAME TO conversation_readings;
ALTER TABLE scheduled_jobs RENAME TO appointments;
ALTER TABLE proactive_agent_preferences RENAME TO agent_wishes;
ALTER TABLE agent_knowledge_bases RENAME TO agent_sources;

DROP FUNCTION search_passages;
CREATE OR REPLACE FUNCTION public.note_stale_conversation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  changed record := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
BEGIN
  PERFORM note_stale_report(changed.tenant_id, ARRAY[changed.id]);
  -- What was said in it counts for its agent, and only at the desk.
  IF TG_OP = 'UPDATE' AND (OLD.is_desk, OLD.agent_id) IS DISTINCT FROM (NEW.is_desk, NEW.agent_id) THEN
    PERFORM note_stale_report(OLD.tenant_id, ARRAY(SELECT m.id FROM messages m
      WHERE m.tenant_id = OLD.tenant_id AND m.conversation_id = OLD.id));
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.search_passages(tenant uuid, source_ids uuid[], placed_terms integer[], passages_max integer, wanted jsonpath DEFAULT NULL::jsonpath, placed_groups integer[] DEFAULT '{}'::integer[], group_size integer DEFAULT 2)
 RETURNS TABLE(passage_id uuid, passage_terms integer, passage_profile bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  has_some text := 'p.terms && $1';
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Passages are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Written out, one after the other: the index is used for each of these and for no array of arrays.
  FOR at IN 1..cardinality(placed_groups) / group_size LOOP
    has_some := format('%s OR p.terms @> %L::integer[]', has_some, placed_groups[(at - 1) * group_size + 1 : at * group_size]);
  END LOOP;
  RETURN QUERY EXECUTE format($statement$
  SELECT p.id, p.term_count, p.profile
  FROM public.passages p
  WHERE (%s)
    -- Written so that no other index fits: the terms have chosen these rows already, but for what shares a number.
    AND p.tenant_id IS NOT DISTINCT FROM $2
    AND p.source_id = ANY ($3)
    AND NOT p.is_disabled
    AND p.revision = (
      SELECT public.searched_revision(d.live_revision, d.held_revision) FROM public.documents d
      WHERE d.tenant_id = $2 AND d.id = p.document_id
        AND ($4 IS NULL OR jsonb_path_match(d.metadata, $4, jsonb_build_object('source', p.source_id), true))
    )
  LIMIT $5
  $statement$, has_some) USING placed_terms, tenant, source_ids, wanted, passages_max;
END $function$;
REVOKE ALL ON FUNCTION search_passages FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_passages TO parley_app;
GRANT CREATE ON SCHEMA public TO parley_search;
ALTER FUNCTION search_passages OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;
CREATE OR REPLACE FUNCTION public.searched_revision(live integer, held integer)
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT CASE WHEN held IS NOT NULL AND current_setting('parley.sees_held', true) = 'on' THEN held ELSE live END $function$;
