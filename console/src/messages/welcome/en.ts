/** Messages of the first steps. */
export const welcomeEn = {
  welcome: {
    title: 'Welcome to Parley',
    modelTitle: 'Connect a model',
    modelText:
      'Paste an API key to start. You can also do this later: until then, answers are quoted word for word from your documents.',
    later: 'Later',
    skip: 'Skip',
    askTitle: 'Ask your first question',
    askText: 'The Parley guide is ready. Its answers show their sources.',
    preparing: 'The guide is getting ready …',
    connect: 'Connect a model',
    documents: 'Add your documents',
    own: 'Ask your own question',
    questions: [
      'How do I add my own documents?',
      'How do I connect a model?',
      'Where is the data kept?',
      'How do I invite colleagues?',
    ] as readonly string[],
  },
}

export type WelcomeMessages = typeof welcomeEn
