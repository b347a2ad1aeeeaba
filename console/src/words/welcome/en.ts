/** Words of the first steps. */
export const welcomeEn = {
  welcome: {
    title: 'Welcome to Parley',
    modelTitle: 'Give it a model',
    modelText:
      'Paste a key and test it. You can also do this later: until then, answers come word for word from your documents.',
    later: 'Later',
    skip: 'Skip',
    askTitle: 'Ask your first question',
    askText: 'A guide who knows Parley is ready. Its answers show where they come from.',
    preparing: 'The guide is reading its documents …',
    connect: 'Connect a model',
    documents: 'Add your documents',
    own: 'Ask your own',
    questions: [
      'How do I add my own documents?',
      'How do I connect a model?',
      'Where is the data kept?',
      'How do I invite colleagues?',
    ] as readonly string[],
  },
}

export type WelcomeWords = typeof welcomeEn
