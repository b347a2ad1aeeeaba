/** Messages about what agents remember of people; loaded with their page. */
export const memoryEn = {
  intro:
    'Agents that remember people keep short memories of what you tell them, and use those that fit in later conversations. Nobody sees them but you.',
  allow: 'Agents may remember me',
  allowHint:
    'While this is off, nothing new is remembered or used. What is listed here stays until you erase it.',
  add: 'Add a memory',
  edit: 'Change this memory',
  erase: 'Erase',
  erased: (text: string) => `Erased “${text}”`,
  eraseAll: 'Erase everything',
  eraseAllOf: (agent: string) => `Erase everything ${agent} knows`,
  erasedAll: 'All agents have forgotten you',
  erasedAllOf: (agent: string) => `${agent} has forgotten you`,
  export: 'Export',
  search: 'Search memory',
  agent: 'Agent',
  everyAgent: 'All agents',
  text: 'What it should know',
  memoryHint: 'One short sentence. No passwords or card numbers: these are refused.',
  memoryExample: 'Lives in Berlin',
  kind: 'Category',
  kinds: {
    person: 'Who you are',
    preference: 'What you like',
    ongoing: 'What you are working on',
  },
  learnt: 'From your message',
  typed: 'In your own words',
  none: 'Nothing remembered yet',
  noneHint: 'Tell an agent that remembers people something about yourself, or add a memory.',
  noneFound: 'No results',
  noneFoundHint: 'Try other words or all agents.',
  nothingToShow: 'Nothing to show: it was erased since, or only the person it is about may see it.',
  notRemembering: 'This agent does not remember people at present, so it will not use the memory.',
}

export type MemoryMessages = typeof memoryEn
