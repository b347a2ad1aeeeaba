import { z } from 'zod'
import { invalidInput } from '#kernel/fault.ts'
import { ModelConfig } from './model-config.ts'
import { configFromEntry, EntryError, type Environment, ModelEntry } from './model-entry.ts'
import { type EnvironmentEntry, entriesFromEnvironment } from './models-from-env.ts'
import { modelsFromYaml } from './models-from-yaml.ts'

/** The models of an installation; ids are unique, and the default and every fallback are among them. */
export const ModelsConfig = z
  .object({ models: z.array(ModelConfig).min(1), defaultModel: z.string() })
  .superRefine(({ models, defaultModel }, context) => {
    const ids = models.map((model) => model.id)
    const complain = (message: string) => context.addIssue({ code: 'custom', message })
    const known = `Configured are: ${ids.join(', ')}.`
    if (!ids.includes(defaultModel)) complain(`The default model ${defaultModel} is not configured. ${known}`)
    for (const [position, model] of models.entries()) {
      if (ids.indexOf(model.id) !== position) complain(`Two models have the id ${model.id}.`)
      if (model.fallback !== null && !ids.includes(model.fallback)) {
        complain(`The fallback ${model.fallback} of ${model.id} is not configured. ${known}`)
      }
    }
  })
export type ModelsConfig = z.infer<typeof ModelsConfig>

const OFFLINE: EnvironmentEntry = { entry: { provider: 'offline', model: 'extractive' }, variables: {} }

/**
 * The models of the file, then those of the environment; the file wins if both name one. With neither, only
 * `offline/extractive`. Throws Fault `invalid_input` naming the line and field, or the variable.
 */
export function modelsConfigFrom(env: Environment, yamlText: string | null): ModelsConfig {
  const fromFile = yamlText === null ? [] : modelsFromYaml(yamlText, env)
  const named = new Set(fromFile.map(({ config }) => config.id))
  const providers = new Set(fromFile.map(({ config }) => config.provider))
  const fromEnv = entriesFromEnvironment(env, providers)
    .map((entry) => environmentModel(entry, env))
    .filter((config) => !named.has(config.id))
  const models = [...fromFile.map(({ config }) => config), ...fromEnv]
  if (models.length === 0) models.push(environmentModel(OFFLINE, env))

  const fallback = env.PARLEY_FALLBACK_MODEL?.trim() || null
  const wanted = env.PARLEY_MODEL?.trim() || fromFile.find(({ isDefault }) => isDefault)?.config.id
  const checked = ModelsConfig.safeParse({
    models: models.map((model) => ({
      ...model,
      fallback: model.fallback ?? (fallback === model.id ? null : fallback),
    })),
    defaultModel: wanted ?? models.find(({ id }) => id !== fallback)?.id ?? models[0]?.id,
  })
  if (!checked.success) throw invalidInput(checked.error.issues[0]?.message ?? 'The models cannot be read.')
  return checked.data
}

function environmentModel({ entry, variables }: EnvironmentEntry, env: Environment): ModelConfig {
  const fail = (field: string, message: string) => invalidInput(`${variables[field] ?? field}: ${message}.`)
  const parsed = ModelEntry.safeParse(entry)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw fail(issue?.path.join('.') ?? '', issue?.message ?? 'cannot be read')
  }
  try {
    return configFromEntry(parsed.data, env)
  } catch (thrown) {
    throw thrown instanceof EntryError ? fail(thrown.field, thrown.message) : thrown
  }
}
