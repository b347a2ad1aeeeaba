/** Words about which tools agents may call; fetched with the page that sets it. */
export const rulesEn = {
  ofTenant: 'What agents may call',
  hint: 'Without a rule, tools that change nothing are called and all others ask. Where several rules name a tool, the strictest counts. * stands for anything.',
  hosts: 'Where links may lead',
  hostsHint:
    'Once an answer has read text from outside (documents, files, pages, tools of others), its links could carry away what it read. They stay links to these hosts only, one a line; *.example.com stands for all below it. What a person named in the conversation stays a link too.',
  hostsField: 'Hosts',
  hostsSave: 'Save the hosts',
  hostsSaved: 'They count for answers from now on.',
  ofAgent: 'What this agent may call',
  agentHint: 'Besides the rules of the organisation. They count at once, also in what is published.',
  rule: (number: number) => `Rule ${number}`,
  pattern: 'Tools',
  verdict: 'What happens',
  allow: 'Call it',
  ask: 'Ask a person',
  deny: 'Never call it',
  allowTainted: 'Also after text from outside was read, which may have asked for it',
  personMayDecide: 'Visitors and end users may approve it themselves',
  remove: (number: number) => `Remove rule ${number}`,
  add: 'Add a rule',
  save: 'Save the rules',
  saved: 'The rules count from the next call on.',
}

export type RuleWords = typeof rulesEn
