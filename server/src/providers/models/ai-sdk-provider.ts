import type { createGoogle } from '@ai-sdk/google'
import type { ModelConfig } from './model-config.ts'

/** A model of the AI SDK's specification, of which only the streaming half is used. */
export type SpecModel = Pick<ReturnType<ReturnType<typeof createGoogle>>, 'doStream'>
export type SpecOptions = Parameters<SpecModel['doStream']>[0]
type SpecStream = Awaited<ReturnType<SpecModel['doStream']>>['stream']
export type SpecPart = SpecStream extends ReadableStream<infer Part> ? Part : never

/** The key of a provider package's own options. */
export const optionsKey = (config: ModelConfig): string =>
  config.provider === 'bedrock' ? 'amazonBedrock' : config.provider

/** Loads the package on first use only: an installation without that provider does not pay for it. */
export async function loadSpecModel(config: ModelConfig, send: typeof fetch): Promise<SpecModel> {
  const headers = Object.fromEntries(
    Object.entries(config.headers).map(([name, value]) => [name, value.reveal()]),
  )
  // An empty key, so that the package does not go looking in the environment.
  const apiKey = config.apiKey?.reveal() ?? ''
  const common = { headers, fetch: send, ...(config.baseUrl !== null && { baseURL: config.baseUrl }) }
  if (config.provider === 'google') {
    const { createGoogle } = await import('@ai-sdk/google')
    return createGoogle({ ...common, apiKey })(config.model)
  }
  if (config.provider === 'mistral') {
    const { createMistral } = await import('@ai-sdk/mistral')
    return createMistral({ ...common, apiKey })(config.model)
  }
  const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock')
  const { aws } = config
  return createAmazonBedrock({
    ...common,
    apiKey,
    region: aws?.region ?? '',
    accessKeyId: aws?.accessKeyId ?? '',
    secretAccessKey: aws?.secretAccessKey.reveal() ?? '',
    ...(aws?.sessionToken && { sessionToken: aws.sessionToken.reveal() }),
  })(config.model)
}
