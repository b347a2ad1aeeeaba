import { plural } from '../plural.ts'

/** Words about what is done in the background. */
export const jobsEn = {
  jobs: {
    intro:
      'Answers, documents, summaries and all else that is done in the background. What fails is tried again by itself, with longer and longer pauses; what failed for good waits here for you.',
    show: 'Show',
    all: 'All',
    none: 'Nothing of this kind',
    noneHint: 'What is done is shown for a day, what failed for thirty days.',
    states: { waiting: 'Waiting', running: 'Running', done: 'Done', dead: 'Failed' },
    failed: 'Why it failed last',
    byItself: 'By itself',
    tries: (tries: number, max: number) => `${plural(tries, 'try', 'tries')} of ${max}`,
    retry: 'Try again',
    retried: (title: string) => `It is tried again: ${title}`,
    titles: {
      'reply.write': 'Answering',
      'title.write': 'Finding a title',
      'summary.write': 'Summing a conversation up',
      'facts.learn': 'Learning about a person',
      'conversation.look': 'Deciding whether to speak first',
      'conversation.read-for-agent': 'Reading a conversation for its agent',
      'planned-message.say': 'Saying what was planned',
      'initiative.survey': 'Finding conversations to speak up in',
      'document.index': 'Taking in a document',
      'document.remove-files': 'Removing files',
      'source.embed': 'Computing vectors',
      'source.reanalyse': 'Analysing a source anew',
      'source.reindex': 'Splitting a source anew',
      'source.changed': 'Testing a source after a change',
      'site.due': 'Planning a visit to a site',
      'site.read': 'Reading a site',
      'site.pages-vanished': 'Removing pages that are gone',
      'test-run.do': 'Running test questions',
      'unanswered-question.collect': 'Collecting unanswered questions',
      'models.changed': 'Taking over new models',
      'contact.erase': 'Erasing a person everywhere',
      'webhook.deliver': 'Telling a webhook what happened',
      'tenant.furnish': 'Setting up the organisation',
    },
  },
}
