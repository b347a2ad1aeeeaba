import { isTest, type Rule, type SourceFile } from './source-file.ts'

/** Left may import right. Features of one group do not import each other. */
const groups = [
  ['widgets', 'inbox/reports'],
  ['contacts', 'channels'],
  ['usage', 'adaptation', 'proactive', 'inbox/canned', 'inbox/copilot'],
  ['messages', 'search', 'sites', 'imports', 'sharing'],
  ['replies'],
  ['completions'],
  ['answers'],
  ['inbox/routing', 'inbox/csat'],
  ['evals', 'memory', 'inbox/handoff', 'projects'],
  ['knowledge', 'tools', 'agents', 'files'],
  ['budgets'],
  ['conversations', 'models'],
  ['access', 'audit', 'jobs'],
  ['people', 'mail'],
  ['tenants'],
]

/**
 * Decided besides: an agent names the knowledge bases where it looks answers up and the tools that it is given; a knowledge base has sound
 * written down as conversations have; who may hear of webhooks is told like all else.
 */
const besides: Record<string, readonly string[]> = {
  agents: ['knowledge', 'tools'],
  knowledge: ['files'],
  feed: ['webhooks'],
}

/** They look at all the others, and no feature knows of them: two that listen, and what only dialects ask for. */
const onlookers = ['feed', 'webhooks', 'external-ids']

/** The features of the inbox share a folder. */
const featureOf = (path: string): string | null =>
  /^server\/src\/features\/((?:inbox\/)?[^/]+)\//.exec(path)?.[1] ?? null

const rankOf = (feature: string) => groups.findIndex((group) => group.includes(feature))

function mayImport(feature: string, other: string): boolean {
  if (besides[feature]?.includes(other)) return true
  if (onlookers.includes(other)) return false
  if (onlookers.includes(feature)) return true
  const [rank, otherRank] = [rankOf(feature), rankOf(other)]
  return rank >= 0 && otherRank > rank
}

/** What a feature's own files import from other features. */
const neighbours = (files: readonly SourceFile[]) =>
  files
    .filter(({ path }) => featureOf(path) !== null && !isTest(path))
    .flatMap(({ path, imports }) =>
      imports.flatMap(({ target }) => {
        const [feature, other] = [featureOf(path), featureOf(target)]
        return feature !== null && other !== null && feature !== other
          ? [{ path, feature, target, other }]
          : []
      }),
    )

/** A neighbour is reached through its face alone, from features and from everywhere else. */
export const featuresHaveOneFace: Rule = (files) =>
  files
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => {
          const other = featureOf(target)
          return (
            other !== null && other !== featureOf(path) && target !== `server/src/features/${other}/index.ts`
          )
        })
        .map(({ target }) => `${path}: reaches behind the face of a feature (${target})`),
    )

const servesDialects = 'server/src/features/external-ids/'

/** What older systems call our things is asked for by their dialects, and by nothing else. */
export const oldNamesAreForDialects: Rule = (files) =>
  files
    .filter(({ path }) => !isTest(path) && !path.startsWith(servesDialects))
    .filter(({ path }) => !path.startsWith('server/src/dialects/') && path !== 'server/src/app/features.ts')
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target.startsWith(servesDialects))
        .map(({ target }) => `${path}: imports ${target}`),
    )

const writesAssignee = [
  'server/src/features/conversations/assignee-store.ts',
  'server/src/features/conversations/index.ts',
  'server/src/features/inbox/handoff/change-assignee.ts',
]

/** One function changes who has a conversation, and with it the epoch. */
export const handsChangeInOnePlace: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('server/src/') && !isTest(path) && !writesAssignee.includes(path))
    .filter(({ withoutComments }) =>
      /\bwriteAssignee\b|control_epoch \+ 1|'control_epoch', '\+'/.test(withoutComments),
    )
    .map(({ path }) => `${path}: changes the assignee of a conversation besides changeAssignee`)

/** Features import each other in one direction only, and each has its place in the order. */
export const featuresPointOneWay: Rule = (files) => [
  ...[...new Set(files.flatMap(({ path }) => featureOf(path) ?? []))]
    .filter((feature) => rankOf(feature) < 0 && !onlookers.includes(feature))
    .map((feature) => `features/${feature}: has no place in the order of features`),
  ...neighbours(files)
    .filter(({ feature, other }) => !mayImport(feature, other))
    .map(({ path, feature, target }) => `${path}: ${feature} imports ${target}`),
]
