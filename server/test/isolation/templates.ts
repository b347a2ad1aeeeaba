import { Readable } from 'node:stream'
import { PASSWORD } from '#features/access/testing.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { freshWord, Slot, templateOf } from './template.ts'

/** No filter, so that something passes it. */
const anyConversation = {
  starred: undefined,
  archived: undefined,
  whose: undefined,
  projectId: undefined,
  agentId: undefined,
}
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const lately = { by: 'day', from: dayFromNow(-1), to: dayFromNow(1), timeZone: 'UTC' }

const toolRules = [{ pattern: 'mcp:shop:*', verdict: 'ask' }]

const budgetTerms = {
  amount: null,
  currency: null,
  warnAt: 80,
  cheaperAt: null,
  cheaperModel: null,
  knowledgeAt: 100,
  personAt: null,
}
const noOptions = { apiVersion: null, region: null, accessKeyId: null }
const plainConnection = { ...noOptions, key: 'k', models: [] }

const unsigned = { signing: 'none', signingHeader: 'x-signature', signingKey: undefined }

const readSeldom = { schedule: null, timeZone: 'UTC', include: ['/a'], exclude: [] }

const soon = () => new Date(Date.now() + 3_600_000).toISOString()

const knownOfContact = { locale: 'en', timeZone: 'UTC', attributes: undefined }

const messages = [{ role: 'user', parts: [{ type: 'text', text: 'When does the shop open?' }] }]
const plain = { messages, tools: [], responseFormat: undefined }

const plainProject = { color: '#3B82F6', icon: 'folder' }
/** Visitors have projects too, but choose none of these. */
const noMeans = { instructions: undefined, agentId: undefined, knowledgeBaseIds: undefined }

const teamHours = {
  timeZone: 'Europe/Berlin',
  hours: Array.from({ length: 7 }, () => [{ from: '09:00', to: '17:00' }]),
  holidays: [{ day: '2026-12-25', name: 'Christmas' }],
}

/** Instead of a key's made-up value; undefined leaves the key out. Several entries are several inputs to try. */
const examples: Record<string, readonly Record<string, unknown>[]> = {
  'agent.create': [{ model: null }],
  'job.list': [{ state: undefined, name: undefined }],
  'agent.change': [{ model: null }],
  'agent.set-adaptation': [{ aboveConfidence: 0.9 }],
  'agent.set-proactive-messages': [{ afterMinutes: 60 }],
  'agent.set-handoff': [{ words: ['boss'], afterUnanswered: 2 }],
  'tool-policy.set': [{ rules: toolRules, liveHosts: ['*.shop.example'] }],
  'agent-tool-policy.set': [{ rules: toolRules }],
  'tool-approval.list': [{ conversationId: undefined, state: undefined }],
  'agent-draft.change': [{ model: null }],
  'agent-draft.publish': [{ agentId: new Slot('agent', 'drafted'), revision: undefined }],
  'agent.import': [{ file: { format: 'parley-agent', schemaVersion: 1, agent: { name: freshWord() } } }],
  'suggestion.list': [{ agentId: new Slot('agent', 'taught'), state: undefined }],
  'suggestion.undo': [{ suggestionId: new Slot('suggestion', 'dismissed') }],
  'agent-version.read': [{ number: 1 }],
  'agent-version.compare': [{ from: 1, to: undefined }],
  'agent-version.restore': [{ number: 1 }],
  'agent-version.undo': [{ agentId: new Slot('agent', 'changed'), number: 2 }],
  'api-key.create': [{ scopes: ['profile:read'] }],
  'audit-entry.list': [
    { type: undefined, actorId: undefined, subjectId: undefined, from: undefined, to: undefined },
  ],
  'audit-log.export': [
    { type: undefined, actorId: undefined, subjectId: undefined, from: undefined, to: undefined },
  ],
  'conversation.list': [
    { ...anyConversation, projectId: new Slot('project', 'filled') },
    { ...anyConversation, agentId: new Slot('agent', 'answering') },
  ],
  'conversation.search': [
    { ...anyConversation, query: 'canary', projectId: new Slot('project', 'filled') },
    { ...anyConversation, query: 'canary', agentId: new Slot('agent', 'answering') },
  ],
  'project.create': [
    { ...plainProject, ...noMeans },
    { ...plainProject, agentId: new Slot('agent'), knowledgeBaseIds: [new Slot('knowledgeBase', 'filled')] },
  ],
  'project.change': [
    { ...plainProject, ...noMeans },
    { ...plainProject, agentId: new Slot('agent'), knowledgeBaseIds: [new Slot('knowledgeBase', 'filled')] },
  ],
  'project-member.remove': [{ memberId: new Slot('member', 'joined') }],
  'conversation.export-several': [{ conversationIds: [new Slot('conversation', 'filled')] }],
  'share.create': [{ conversationId: new Slot('conversation', 'filled'), expiresAt: null }],
  'share.list': [{ conversationId: new Slot('conversation', 'shared') }],
  'share.change': [{ expiresAt: null }],
  'shared-file.open': [{ range: undefined }],
  'import.start': [{ fileId: new Slot('file', 'talks') }],
  'project.list': [{ starred: undefined }],
  'connection.create': [
    { name: freshWord, provider: 'ollama', baseUrl: 'https://models.invalid', ...plainConnection },
  ],
  'connection.change': [{ name: freshWord, baseUrl: 'https://models.invalid/v2', ...plainConnection }],
  'connection.test': [{ model: 'one' }],
  'connection.try': [
    { provider: 'ollama', baseUrl: 'https://models.invalid', key: 'k', ...noOptions, model: undefined },
  ],
  'default-model.set': [{ model: null }],
  'budget.create': [
    { ...budgetTerms, kind: 'agent', period: 'month', memberId: undefined, tokens: 1_000 },
    { ...budgetTerms, kind: 'person', period: 'day', agentId: undefined, tokens: 1_000 },
  ],
  'budget.change': [{ ...budgetTerms, tokens: 2_000 }],
  'agent.list': [{ name: undefined }],
  'agent.try': [{ ...plain, agent: { knowledgeBaseIds: [new Slot('knowledgeBase', 'filled')] } }],
  'memory.list': [{ search: undefined, agentId: new Slot('agent', 'knowing') }],
  'memory.list-recalled': [{ messageId: new Slot('message', 'told') }],
  'visitor-memory.list': [
    { search: undefined, agentId: undefined, visitorId: new Slot('visitor', 'remembered') },
  ],
  'completion.create': [plain],
  'contact.add': [{ externalId: freshWord, ...knownOfContact }],
  'contact.change': [knownOfContact],
  'contact.identify': [
    { contactId: new Slot('visitor', 'anonymous'), externalId: freshWord, ...knownOfContact },
  ],
  'contact.list': [{ search: undefined, blocked: undefined, attribute: undefined, value: undefined }],
  'contact.merge': [{ otherId: new Slot('visitor', 'other') }],
  'contact-conversation.list': [{ contactId: new Slot('visitor', 'writing') }],
  'contact-erasure.read': [{ contactId: new Slot('visitor', 'erased') }],
  'document.add': [
    { fileId: undefined, metadata: undefined },
    { text: undefined, metadata: undefined },
  ],
  'document.describe': [{ metadata: { topic: 'isolation' } }],
  'document.list': [{ knowledgeBaseId: new Slot('knowledgeBase', 'filled'), kind: undefined }],
  'document.retry': [{ documentId: new Slot('document', 'failed') }],
  'faq-entry.add': [{ question: freshWord, answer: freshWord }],
  'faq-entry.change': [
    { documentId: new Slot('document', 'faq-entry'), question: freshWord, answer: freshWord },
  ],
  'faq-entry.import': [
    {
      text: 'question,answer\nWhen?,Now.',
      questionColumn: 0,
      answerColumn: 1,
      hasHeader: true,
      content: undefined,
    },
  ],
  'faq-entry.preview-import': [
    {
      text: 'question,answer\nWhen?,Now.',
      questionColumn: 0,
      answerColumn: 1,
      hasHeader: true,
      content: undefined,
    },
  ],
  'faq-entry.export': [{ knowledgeBaseId: new Slot('knowledgeBase', 'faq') }],
  'faq-entry.list': [{ knowledgeBaseId: new Slot('knowledgeBase', 'faq'), search: undefined }],
  'passage-edit.list-unfit': [{ documentId: new Slot('document', 'edited') }],
  'knowledge-base.change': [{ passageSize: 300, passageOverlap: 40, embeddingModel: null }],
  'site.add': [{ address: () => `https://pages.invalid/${freshWord()}`, kind: 'page', ...readSeldom }],
  'site.change': [{ ...readSeldom, isPaused: undefined }],
  'site.list': [{ knowledgeBaseId: new Slot('knowledgeBase', 'sited') }],
  'site.list-pages': [{ state: undefined, change: undefined }],
  'search-dictionary.list': [{ kind: undefined, search: undefined }],
  'search-dictionary.add-entry': [{ kind: 'kept', words: [freshWord()] }],
  'search-dictionary.change-entry': [{ kind: 'kept', words: [freshWord()] }],
  'search-dictionary.import': [{ csv: `same,${freshWord()},${freshWord()}` }],
  'event.follow': [{ after: 0 }],
  'typing.tell': [{ isPrivate: undefined }],
  'file.download': [{ range: undefined }],
  'file.open-link': [{ form: 'content', range: undefined }],
  'file.show-thumbnail': [{ fileId: new Slot('file', 'picture') }],
  'file-limits.change': [{ image: 1_000_000, audio: null, video: null, document: null }],
  'file.upload': [
    { content: () => Readable.from([Buffer.from('A short note.')]), announcedBytes: undefined },
  ],
  'knowledge.search': [
    {
      query: 'When does the shop open?',
      knowledgeBaseIds: [new Slot('knowledgeBase', 'filled')],
      where: undefined,
    },
    {
      query: 'opening hours',
      knowledgeBaseIds: undefined,
      where: [{ key: 'nobody', is: 'present', not: true }],
    },
  ],
  'knowledge-base.list-metadata-keys': [{ knowledgeBaseId: new Slot('knowledgeBase', 'filled') }],
  'knowledge-base.create': [{ embeddingModel: undefined }],
  'knowledge-base.create-for-agents': [{ embeddingModel: undefined }],
  'member.list': [{ search: undefined, role: undefined, state: undefined }],
  'conversation.remove-agent': [{ agentId: new Slot('agent', 'joined') }],
  'conversation.list-readers': [{ conversationId: new Slot('conversation', 'filled') }],
  'message.list': [{ conversationId: new Slot('conversation', 'filled') }],
  'password.reset': [{ newPassword: freshWord }],
  'password.change': [{ currentPassword: PASSWORD, newPassword: freshWord }],
  'usage.read': [
    { ...lately, agentId: undefined, model: undefined },
    { ...lately, by: 'agent', agentId: new Slot('agent', 'heard'), model: undefined },
  ],
  'report.read': [
    { ...lately, agentId: undefined, memberId: undefined, teamId: undefined },
    { ...lately, agentId: new Slot('agent', 'heard'), memberId: undefined, teamId: undefined },
  ],
  'report.read-topics': [{ from: lately.from, to: lately.to, timeZone: 'UTC', agentId: undefined }],
  'csat-settings.change': [{ questions: { en: 'How?', 'zh-CN': '', 'zh-TW': '' } }],
  'csat-rating.read': [{ conversationId: new Slot('conversation', 'rated') }],
  'csat-rating.give': [{ conversationId: new Slot('conversation', 'rated') }],
  'csat-rating.list': [{ conversationId: new Slot('conversation', 'judged') }],
  'proactive-preferences.set': [
    {
      timeZone: 'UTC',
      quietFrom: '22:00',
      quietTo: '08:00',
      agents: [{ agentId: new Slot('agent'), agrees: true }],
    },
  ],
  'scheduled-message.create': [{ at: soon, schedule: null, timeZone: 'UTC' }],
  'scheduled-message.change': [{ at: soon, schedule: null, timeZone: 'UTC' }],
  'scheduled-message.list': [{ conversationId: new Slot('conversation', 'scheduled') }],
  'inbox.list': [
    { view: 'all', state: undefined, memberId: undefined },
    { view: 'agent', state: undefined, memberId: undefined },
  ],
  'inbox.count': [{ state: undefined }],
  'inbox.browse': [
    {
      offset: 0,
      limit: 100,
      stands: undefined,
      memberId: undefined,
      priorities: undefined,
      among: undefined,
    },
  ],
  'inbox.read': [{ conversationId: new Slot('conversation', 'inbox') }],
  'inbox.list-entries': [{ conversationId: new Slot('conversation', 'noted') }],
  'inbox.take': [{ conversationId: new Slot('conversation', 'inbox'), fromMemberId: undefined }],
  'inbox.assign': [
    { conversationId: new Slot('conversation', 'inbox'), memberId: new Slot('member', 'operator') },
  ],
  'inbox.return': [{ conversationId: new Slot('conversation', 'inbox') }],
  'inbox.answer': [
    { conversationId: new Slot('conversation', 'inbox'), parts: [{ type: 'text', text: freshWord() }] },
  ],
  'inbox.change': [
    {
      conversationId: new Slot('conversation', 'inbox'),
      state: 'snoozed',
      snoozedUntil: soon,
      priority: 'high',
      labels: ['one'],
    },
  ],
  'inbox.move': [{ conversationId: new Slot('conversation', 'inbox') }],
  'team-conversation.list': [{ view: 'all', state: undefined, memberId: undefined }],
  'team.create': [{ name: freshWord, ...teamHours, members: [{ memberId: new Slot('member', 'operator') }] }],
  'team.change': [{ name: freshWord, ...teamHours, members: [{ memberId: new Slot('member', 'operator') }] }],
  'team.delete': [{ teamId: new Slot('team', 'spare') }],
  'canned-reply.add': [{ name: freshWord, text: 'Good day.' }],
  'canned-reply.change': [{ name: freshWord, text: 'Good day.' }],
  'canned-reply.list': [{ search: undefined }],
  'canned-reply.fill': [{ conversationId: new Slot('conversation', 'inbox') }],
  'macro.add': [{ name: freshWord, steps: [{ do: 'assign', memberId: new Slot('member', 'operator') }] }],
  'macro.change': [{ name: freshWord, steps: [{ do: 'assign', memberId: new Slot('member', 'operator') }] }],
  'inbox.draft-answer': [{ conversationId: new Slot('conversation', 'advised') }],
  'inbox.redo-summary': [{ conversationId: new Slot('conversation', 'advised'), language: 'en' }],
  'inbox.translate-answer': [{ conversationId: new Slot('conversation', 'advised') }],
  'inbox.translate-message': [{ messageId: new Slot('message', 'advised'), language: 'en' }],
  'macro.list': [{ search: undefined }],
  'macro.run': [{ conversationId: new Slot('conversation', 'inbox') }],
  'inbox.add-note': [{ conversationId: new Slot('conversation', 'inbox') }],
  'test-case.import': [{ csv: 'question,answer,document\nWhen?,At nine.,note.md\n' }],
  'test-case.list': [{ knowledgeBaseId: new Slot('knowledgeBase', 'tested') }],
  'evaluation-run.list': [{ knowledgeBaseId: new Slot('knowledgeBase', 'tested') }],
  'evaluation-run.start': [{ knowledgeBaseId: new Slot('knowledgeBase', 'tested') }],
  'evaluation-run.judge': [{ evaluationRunId: new Slot('evaluationRun', 'blocked') }],
  'unanswered-question.publish': [{ unansweredQuestionId: new Slot('unansweredQuestion', 'drafted') }],
  'tenant.create': [{ slug: freshWord }],
  'widget.create': [{ allowedOrigins: ['https://shop.example.com'], appearance: {}, forms: {} }],
  'widget.change': [
    { allowedOrigins: ['https://shop.example.com'], appearance: {}, forms: {}, identity: 'off' },
  ],
  'widget.drop-former-secret': [{ widgetId: new Slot('widget', 'keyed') }],
  'widget.enter': [
    { key: 'wk_nobody', identity: undefined, details: { name: 'Mia' }, sessionToken: undefined },
  ],
  'tenant.delete': [{ tenantId: new Slot('tenant', 'suspended') }],
  'tenant.plan': [{ tenantId: new Slot('tenant', 'spare') }],
  'tenant.restore': [{ tenantId: new Slot('tenant', 'suspended') }],
  'channel.create': [{ agentId: null }],
  'channel.change': [{ agentId: undefined, isClosed: false }],
  'channel.receive-message': [
    { text: 'When do you open?', files: [{ name: 'note.txt', content: 'Tm90ZQ==' }], isAutomatic: false },
  ],
  'channel.report-answer': [
    {
      channelId: new Slot('channel', 'answered'),
      messageId: new Slot('message', 'carried'),
      outsideId: undefined,
    },
  ],
  'channel.list-answer-states': [{ conversationId: new Slot('conversation', 'carried') }],
  'email-channel.create': [
    {
      agentId: null,
      address: () => `${freshWord()}@mail.invalid`,
      displayName: 'Help',
      signature: '',
      ...unsigned,
    },
  ],
  'email-channel.change': [
    {
      channelId: new Slot('channel', 'mailed'),
      address: () => `${freshWord()}@mail.invalid`,
      displayName: 'Help',
      signature: 'We',
      ...unsigned,
    },
  ],
  'email-channel.change-secret': [{ channelId: new Slot('channel', 'mailed') }],
  'email-channel.test': [{ channelId: new Slot('channel', 'mailed') }],
  'channel-mail.list': [{ channelId: new Slot('channel', 'written'), direction: undefined }],
  'channel-mail.repeat': [{ channelId: new Slot('channel', 'mailed') }],
  'channel-mail.read-whole': [
    {
      conversationId: new Slot('conversation', 'mailed'),
      messageId: new Slot('message', 'mailed'),
    },
  ],
  'custom-tool.create': [
    {
      kind: 'webhook',
      name: () => freshWord().toLowerCase(),
      url: 'https://tools.invalid/new',
      document: null,
      inputSchema: {},
      authHeader: null,
      authValue: null,
    },
  ],
  'custom-tool.change': [
    {
      url: 'https://tools.invalid/other',
      document: undefined,
      inputSchema: {},
      authHeader: null,
      authValue: null,
    },
  ],
  'custom-tool.try': [{ operation: 'call', input: {} }],
  'custom-tool.fetch-document': [{ address: 'https://tools.invalid/openapi.json' }],
  'webhook.create': [{ channelId: null, url: 'https://hooks.invalid/new', eventTypes: ['suggestion.made'] }],
  'webhook.change': [
    {
      url: 'https://hooks.invalid/other',
      eventTypes: ['suggestion.made'],
      isStopped: undefined,
      skipsMissed: undefined,
    },
  ],
  'webhook-delivery.list': [{ webhookId: new Slot('webhook', 'told'), outcome: undefined }],
  'webhook-delivery.repeat': [{ webhookId: new Slot('webhook', 'told') }],
  'tool-server.create': [
    {
      name: freshWord,
      transport: 'http',
      url: 'https://tools.invalid/new',
      program: null,
      auth: 'oauth',
      isPersonal: true,
      headers: {},
      clientId: null,
      clientSecret: null,
    },
  ],
  'tool-server.change': [{ url: 'https://tools.invalid/other', headers: undefined, isSuspended: true }],
  'tool-server.approve-tools': [
    { toolServerId: new Slot('toolServer', 'offering'), tools: [{ name: 'lend', fingerprint: 'as-shown' }] },
  ],
  'tool-server.begin-sign-in': [{ toolServerId: new Slot('toolServer', 'signed') }],
  'tool-server.finish-sign-in': [{ state: new Slot('toolSignIn'), code: 'any', issuer: null }],
  'server-resource.list': [{ toolServerId: new Slot('toolServer', 'reading') }],
  'server-resource.read': [{ toolServerId: new Slot('toolServer', 'reading'), uri: 'shelf://hours' }],
  'server-prompt.list': [{ toolServerId: new Slot('toolServer', 'reading') }],
  'server-prompt.fill': [
    { toolServerId: new Slot('toolServer', 'reading'), name: 'greet', values: { who: 'Vera' } },
  ],
  'tool-server.set-own-headers': [{ headers: { 'x-key': 'swordfish' } }],
  'tenant.suspend': [{ tenantId: new Slot('tenant', 'spare') }],
}

const baseOf = (useCase: UseCase, example: Record<string, unknown>): unknown => {
  // What an example gives need not be made up.
  const { input } = useCase
  const known = Object.keys(example)
  if (known.length === 0 || !('omit' in input)) return templateOf(input)
  return templateOf(
    (input as unknown as { omit(keys: Record<string, true>): UseCase['input'] }).omit(
      Object.fromEntries(known.map((key) => [key, true as const])),
    ),
  )
}

/** Valid inputs for a use-case, as templates; one at least. Throws Unserved when an example is missing. */
export const templatesOf = (useCase: UseCase): Record<string, unknown>[] =>
  (examples[useCase.name] ?? [{}]).map((example) => ({
    ...(baseOf(useCase, example) as Record<string, unknown>),
    ...Object.fromEntries(Object.entries(example).filter(([, value]) => value !== undefined)),
  }))
