export const doorsEn = {
  mcpTitle: 'Tools for other AI programs',
  mcpHint:
    'A program that speaks the Model Context Protocol can search your knowledge, talk with your agents and manage them. It shows a key, and can do no more than that key.',
  mcpAddress: 'Address',
  mcpSettings: 'For the settings of such a program',
  mcpKeyHere: 'YOUR_KEY',
}

export type DoorsWords = typeof doorsEn
