/** Words about what tool servers have to read and propose to say. */
export const outsideEn = {
  open: 'From a tool server',
  server: 'Tool server',
  what: 'What to take',
  resources: 'To read',
  prompts: 'To say',
  search: 'Search',
  none: 'It offers nothing of that kind.',
  notFound: 'Nothing fits.',
  noText: (name: string) => `“${name}” holds no text that could be attached.`,
  fill: (name: string) => `Fill in “${name}”`,
  insert: 'Insert',
  back: 'Back',
}

export type OutsideWords = typeof outsideEn
