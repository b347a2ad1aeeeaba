import type { ModelConfig } from './model-config.ts'

/** Text-only model families. Any other model may accept images: a provider refuses what it cannot do. */
const BLIND = [
  /^gpt-3\.5/,
  /^gpt-4-(?:0314|0613|32k)/,
  /^(?:o1|o3)-mini/,
  /deepseek-(?:chat|reasoner|coder|r1|v[23])/,
  /^(?:codestral|devstral|open-mi[sx]tral|ministral|mistral-(?:7b|nemo|tiny))/,
  /^(?:llama-?(?:2|3|3\.1|3\.3)(?![\d.]*-?vision)|codellama|phi-?[34](?!.*vision|.*multimodal)|gemma-?2)(?:[:.-]|$)/,
  /^qwen(?:-(?:turbo|long)|2(?:\.5)?|3)(?!.*(?:vl|omni))(?:[:-]|$)/,
  /^qwq/,
  /^claude-(?:2|instant)/,
]

/** Whether a model accepts images: by its entry, otherwise by its name. */
export const seesPictures = ({
  sees,
  provider,
  model,
}: Pick<ModelConfig, 'sees' | 'provider' | 'model'>): boolean => {
  if (sees !== null) return sees
  if (provider === 'offline') return false
  const name = model.toLowerCase().split('/').at(-1) ?? ''
  return !BLIND.some((family) => family.test(name))
}
