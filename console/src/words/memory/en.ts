/** Words about what agents remember of people; fetched with the pages that say them. */
export const memoryEn = {
  intro:
    'Agents that remember people keep short facts from what you tell them, and use those that fit in later conversations. Nobody sees them but you.',
  allow: 'Agents may remember me',
  allowHint:
    'When it is off, nothing new is kept and nothing is used. What is listed here stays until you erase it.',
  add: 'Add a fact',
  edit: 'Change this fact',
  erase: 'Erase',
  erased: (text: string) => `Erased “${text}”`,
  eraseAll: 'Erase everything',
  eraseAllOf: (agent: string) => `Erase everything ${agent} knows`,
  erasedAll: 'All agents have forgotten you',
  erasedAllOf: (agent: string) => `${agent} has forgotten you`,
  export: 'Save as a file',
  search: 'Search what is remembered',
  agent: 'Agent',
  everyAgent: 'All agents',
  fact: 'What it should know',
  factHint: 'One short sentence. No passwords or card numbers: these are refused.',
  factExample: 'Lives in Berlin',
  kind: 'What it is about',
  kinds: {
    person: 'Who you are',
    preference: 'What you like',
    ongoing: 'What you are working on',
  },
  learnt: 'From your message',
  typed: 'In your own words',
  none: 'Nothing is remembered yet',
  noneHint: 'Tell an agent that remembers people something about yourself, or add a fact.',
  noneFound: 'Nothing like that is remembered',
  noneFoundHint: 'Try other words, or look at all agents.',
  nothingToShow: 'Nothing to show: it was erased since, or only the person it is about may see it.',
  notRemembering: 'This agent does not remember people at present, so it will not use the fact.',
}

export type MemoryWords = typeof memoryEn
