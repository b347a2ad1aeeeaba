import { z } from 'zod'
import { Instant, id } from '../ids.ts'

/** The appearance of a widget. */
export const WidgetAppearance = z
  .strictObject({
    title: z
      .string()
      .trim()
      .max(60)
      .default('')
      .describe("The title above the chat; empty: the agent's name."),
    greeting: z
      .string()
      .trim()
      .max(500)
      .default('')
      .describe('The text that visitors see before the first message.'),
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'expected a colour such as #2459d3')
      .default('#2459d3')
      .describe('The main colour of the widget, such as `#2459d3`.'),
    position: z
      .enum(['right', 'left'])
      .default('right')
      .describe('The corner of the page: bottom right or bottom left.'),
    locale: z
      .enum(['auto', 'en', 'zh-CN', 'zh-TW'])
      .default('auto')
      .describe('The language of the widget; `auto`: the language of the browser.'),
    theme: z
      .enum(['auto', 'light', 'dark'])
      .default('auto')
      .describe('The colour scheme; `auto`: the setting of the browser.'),
  })
  .meta({ id: 'WidgetAppearance' })
export type WidgetAppearance = z.infer<typeof WidgetAppearance>

export const detailKeys = ['name', 'email', 'phone'] as const

/** What a widget asks visitors for. */
export const WidgetForms = z
  .strictObject({
    before: z
      .array(
        z.strictObject({
          key: z.enum(detailKeys),
          isRequired: z.boolean().describe('Whether visitors must give this detail.'),
        }),
      )
      .max(detailKeys.length)
      .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, 'names a field twice')
      .default([])
      .describe(
        'The fields to fill in before the first message. Visitors with a verified identity skip them.',
      ),
    consent: z
      .string()
      .trim()
      .max(300)
      .default('')
      .describe('A text that visitors must agree to before the first message; empty: none.'),
    offline: z
      .boolean()
      .default(true)
      .describe(
        'Whether to ask for an email address when a visitor waits for a person and no operator is online.',
      ),
  })
  .meta({ id: 'WidgetForms' })
export type WidgetForms = z.infer<typeof WidgetForms>

export const WidgetIdentity = z
  .enum(['off', 'optional', 'required'])
  .describe(
    'Identity verification by the server of the site. `off`: all visitors are anonymous; `optional`: an identity is verified if the page passes one; `required`: visitors without a verified identity cannot chat.',
  )
export type WidgetIdentity = z.infer<typeof WidgetIdentity>

/** A chat that a site embeds in its pages. */
export const Widget = z
  .object({
    id: id('widget'),
    key: z.string().describe('The public key that the page uses to embed the widget.'),
    name: z.string(),
    agentId: id('agent').nullable().describe('The agent that answers; null: the first agent of the tenant.'),
    isEnabled: z.boolean().describe('Whether the widget is switched on.'),
    allowedOrigins: z
      .array(z.string())
      .describe('Origins of the pages that may embed the widget, such as `https://shop.example.com`.'),
    appearance: WidgetAppearance,
    forms: WidgetForms,
    identity: WidgetIdentity,
    canIdentify: z.boolean().describe('Whether the widget has a secret for identity verification.'),
    hasFormer: z.boolean().describe('Whether the previous secret for identity verification is still valid.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Widget' })
export type Widget = z.infer<typeof Widget>
export const WidgetList = z.object({ items: z.array(Widget) }).meta({ id: 'WidgetList' })

const settings = {
  agentId: id('agent').nullable().describe('The agent that answers; null: the first agent of the tenant.'),
  allowedOrigins: z
    .array(z.string().trim().min(1).max(200))
    .max(50)
    .describe(
      'Origins of the pages that may embed the widget: `https://shop.example.com`, or `https://*.example.com` for all subdomains.',
    ),
  appearance: WidgetAppearance,
  forms: WidgetForms,
}
const name = z.string().trim().min(1).max(100)

export const CreateWidget = z.strictObject({
  name,
  agentId: settings.agentId.default(null),
  allowedOrigins: settings.allowedOrigins.default([]),
  appearance: settings.appearance.prefault({}),
  forms: settings.forms.prefault({}),
})
export const WidgetRef = z.strictObject({ widgetId: id('widget') })
export const ChangeWidget = WidgetRef.extend({
  name: name.optional(),
  agentId: settings.agentId.optional(),
  isEnabled: z.boolean().optional().describe('True to switch the widget on, false to switch it off.'),
  allowedOrigins: settings.allowedOrigins.optional(),
  appearance: settings.appearance.optional(),
  forms: settings.forms.optional(),
  identity: WidgetIdentity.optional(),
})
export const WidgetSecret = z
  .object({
    widget: Widget,
    secret: z
      .string()
      .describe(
        'The secret that signs identity tokens. Shown only once. Keep it on a server, never in a page.',
      ),
    hashSecret: z
      .string()
      .describe(
        'The secret for the hashes of user ids. Shown only once, and changed together with `secret`.',
      ),
  })
  .meta({ id: 'WidgetSecret' })
export type WidgetSecret = z.infer<typeof WidgetSecret>

const WidgetKey = z.string().min(1).max(100)
export const WidgetDoorRef = z.strictObject({ key: WidgetKey })

/** The public settings of a widget, before a visitor session is opened. */
export const WidgetDoor = z
  .object({
    appearance: WidgetAppearance,
    forms: WidgetForms,
    identity: WidgetIdentity,
    allowedOrigins: z.array(z.string()).describe('Origins of the pages that may embed the widget.'),
    agentName: z.string().describe('The name of the agent that answers.'),
    remembers: z.boolean().describe('Whether the agent remembers visitors who agree to it.'),
    isAnybodyThere: z.boolean().describe('Whether an operator is online.'),
  })
  .meta({ id: 'WidgetDoor' })
export type WidgetDoor = z.infer<typeof WidgetDoor>

/** Contact details that a visitor claims, unverified. */
const details = {
  name: z.string().trim().min(1).max(100).optional(),
  email: z.email().max(254).optional(),
  phone: z.string().trim().min(1).max(40).optional(),
}
export const WidgetDetails = z.strictObject(details)

/** The identity of a visitor, signed by the server of the site. */
export const ShownIdentity = z.union([
  z.strictObject({
    token: z.string().min(1).max(8_000).describe('A JSON Web Token, HS256, with `sub` and `exp`.'),
  }),
  z.strictObject({
    userId: z.string().trim().min(1).max(200).describe('The id of the visitor in the system of the site.'),
    userHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .describe('HMAC-SHA256 of `userId` with `hashSecret` as key, in hexadecimal.'),
    ...details,
  }),
])
export type ShownIdentity = z.infer<typeof ShownIdentity>

export const EnterWidget = WidgetDoorRef.extend({
  identity: ShownIdentity.optional().describe(
    'The identity to verify. Omitted: the visitor stays anonymous.',
  ),
  details: WidgetDetails.extend({
    consent: z.boolean().optional().describe('Whether the visitor agreed to the consent text of the widget.'),
  })
    .optional()
    .describe('The answers to the form before the first message.'),
  sessionToken: z
    .string()
    .max(300)
    .optional()
    .describe('The token of the previous visitor session in this browser, to continue it.'),
  locale: z.string().max(35).optional().describe('The language of the browser, such as `zh-CN`.'),
})

/** The session of a visitor in a widget and a browser. */
export const VisitorSession = z
  .object({
    token: z.string().describe('The bearer token of the visitor session.'),
    expiresAt: Instant,
    visitor: z
      .object({
        id: id('visitor'),
        name: z.string(),
        isVerified: z.boolean().describe('Whether the identity of the visitor is verified.'),
      })
      .describe('The visitor of the session.'),
  })
  .meta({ id: 'VisitorSession' })
export type VisitorSession = z.infer<typeof VisitorSession>
