/** Messages about which tools agents may call; loaded with their page. */
export const rulesEn = {
  ofTenant: 'Tool permissions',
  hint: 'Without a rule, read-only tools run and all others need approval. If several rules match, the strictest applies. * matches anything.',
  hosts: 'Allowed link hosts',
  hostsHint:
    'Once an answer has read text from outside (documents, files, pages, tools of others), its links could carry away what it read. They stay links to these hosts only, one a line; *.example.com stands for all below it. What a person named in the conversation stays a link too.',
  hostsField: 'Hosts',
  hostsSave: 'Save hosts',
  hostsSaved: 'Hosts saved.',
  ofAgent: 'Tool permissions of this agent',
  agentHint:
    'In addition to the organisation’s rules. They take effect immediately, also in the published version.',
  rule: (number: number) => `Rule ${number}`,
  pattern: 'Tools',
  verdict: 'Action',
  allow: 'Allow',
  ask: 'Ask for approval',
  deny: 'Deny',
  allowTainted: 'Also after text from outside was read, which may have asked for it',
  personMayDecide: 'Visitors and end users can approve it themselves',
  remove: (number: number) => `Remove rule ${number}`,
  add: 'Add rule',
  save: 'Save rules',
  saved: 'Rules saved.',
}

export type RuleMessages = typeof rulesEn
