import type { Widget } from '#contract/shapes/widget.ts'

/** A widget's settings as they are typed. */
export interface Draft extends Pick<Widget, 'name' | 'agentId' | 'isEnabled' | 'appearance' | 'forms'> {
  /** One a line. */
  readonly origins: string
}

export const draftOf = ({ name, agentId, isEnabled, appearance, forms, allowedOrigins }: Widget): Draft => ({
  name,
  agentId,
  isEnabled,
  appearance,
  forms,
  origins: allowedOrigins.join('\n'),
})

/** The same as it is sent. */
export const inputOf = ({ origins, ...settings }: Draft) => ({
  ...settings,
  allowedOrigins: origins
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== ''),
})
