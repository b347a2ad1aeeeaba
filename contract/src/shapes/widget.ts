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
      .describe("Stands above the chat; the agent's name when empty."),
    greeting: z
      .string()
      .trim()
      .max(500)
      .default('')
      .describe('What a visitor reads before anything was said.'),
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'expected a colour as #2459d3')
      .default('#2459d3'),
    position: z.enum(['right', 'left']).default('right').describe('The corner of the page, at its bottom.'),
    locale: z
      .enum(['auto', 'en', 'zh-CN', 'zh-TW'])
      .default('auto')
      .describe('The language of its own words; `auto`: that of the visitor’s browser.'),
    theme: z.enum(['auto', 'light', 'dark']).default('auto'),
  })
  .meta({ id: 'WidgetAppearance' })
export type WidgetAppearance = z.infer<typeof WidgetAppearance>

export const detailKeys = ['name', 'email', 'phone'] as const

/** What a widget asks people for. */
export const WidgetForms = z
  .strictObject({
    before: z
      .array(z.strictObject({ key: z.enum(detailKeys), isRequired: z.boolean() }))
      .max(detailKeys.length)
      .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, 'names a field twice')
      .default([])
      .describe(
        'What is asked before the first message; nothing is asked of people whose identity is verified.',
      ),
    consent: z
      .string()
      .trim()
      .max(300)
      .default('')
      .describe('A line that must be agreed to before the first message; none when empty.'),
    offline: z
      .boolean()
      .default(true)
      .describe('Whether an address is asked for where a person is waited for and nobody is there.'),
  })
  .meta({ id: 'WidgetForms' })
export type WidgetForms = z.infer<typeof WidgetForms>

export const WidgetIdentity = z
  .enum(['off', 'optional', 'required'])
  .describe('Whether the site’s server says who somebody is: never, where it does, or for everybody.')
export type WidgetIdentity = z.infer<typeof WidgetIdentity>

/** A chat that a site puts on its pages. */
export const Widget = z
  .object({
    id: id('widget'),
    key: z.string().describe('Stands in the page. It is public.'),
    name: z.string(),
    agentId: id('agent').nullable().describe('Who answers; the tenant’s first agent for null.'),
    isEnabled: z.boolean(),
    allowedOrigins: z.array(z.string()),
    appearance: WidgetAppearance,
    forms: WidgetForms,
    identity: WidgetIdentity,
    canIdentify: z.boolean().describe('Whether there is a secret to sign identities with.'),
    hasFormer: z.boolean().describe('Whether the secret before this one is still good.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Widget' })
export type Widget = z.infer<typeof Widget>
export const WidgetList = z.object({ items: z.array(Widget) }).meta({ id: 'WidgetList' })

const settings = {
  agentId: id('agent').nullable(),
  allowedOrigins: z
    .array(z.string().trim().min(1).max(200))
    .max(50)
    .describe(
      'Pages that may show it: `https://shop.example.com`, or `https://*.example.com` for all below.',
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
  isEnabled: z.boolean().optional(),
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
      .describe('Signs identity tokens. Shown this once. It belongs on a server, never in a page.'),
    hashSecret: z
      .string()
      .describe('Makes the hashes of user ids. Shown this once, and changed with `secret`.'),
  })
  .meta({ id: 'WidgetSecret' })
export type WidgetSecret = z.infer<typeof WidgetSecret>

const WidgetKey = z.string().min(1).max(100)
export const WidgetDoorRef = z.strictObject({ key: WidgetKey })

/** What a widget shows to somebody whom nobody knows yet. */
export const WidgetDoor = z
  .object({
    appearance: WidgetAppearance,
    forms: WidgetForms,
    identity: WidgetIdentity,
    allowedOrigins: z.array(z.string()).describe('Pages that may show it.'),
    agentName: z.string(),
    remembers: z.boolean().describe('Whether its agent remembers people who agree to it.'),
    isAnybodyThere: z.boolean().describe('Whether an operator is online.'),
  })
  .meta({ id: 'WidgetDoor' })
export type WidgetDoor = z.infer<typeof WidgetDoor>

/** What somebody says of themselves. Nobody has checked it. */
const details = {
  name: z.string().trim().min(1).max(100).optional(),
  email: z.email().max(254).optional(),
  phone: z.string().trim().min(1).max(40).optional(),
}
export const WidgetDetails = z.strictObject(details)

/** Who the site’s server says that somebody is. */
export const ShownIdentity = z.union([
  z.strictObject({
    token: z.string().min(1).max(8_000).describe('A JSON Web Token, HS256, with `sub` and `exp`.'),
  }),
  z.strictObject({
    userId: z.string().trim().min(1).max(200),
    userHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .describe('HMAC-SHA256 of `userId` with `hashSecret`, in hexadecimal.'),
    ...details,
  }),
])
export type ShownIdentity = z.infer<typeof ShownIdentity>

export const EnterWidget = WidgetDoorRef.extend({
  identity: ShownIdentity.optional(),
  details: WidgetDetails.extend({ consent: z.boolean().optional() }).optional(),
  sessionToken: z
    .string()
    .max(300)
    .optional()
    .describe('The token of the visitor session that this browser had before.'),
  locale: z.string().max(35).optional().describe('The language of the browser, as `zh-CN`.'),
})

/** A session of one visitor in one widget, in one browser. */
export const VisitorSession = z
  .object({
    token: z.string(),
    expiresAt: Instant,
    visitor: z.object({ id: id('visitor'), name: z.string(), isVerified: z.boolean() }),
  })
  .meta({ id: 'VisitorSession' })
export type VisitorSession = z.infer<typeof VisitorSession>
