import { Button, Group, Modal, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Site } from '#contract/shapes/site.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useSiteMessages } from '../../../messages/sites/site-messages.ts'
import { patternsOf } from './patterns.ts'
import { ScheduleField } from './schedule-field.tsx'

interface SiteDialogProps {
  knowledgeBaseId: string
  /** The one to change; null for a new one. */
  site: Site | null
  onClose: () => void
}

/** What of the web a knowledge base is kept in step with: where it begins, how far it goes, and when it is read again. */
export function SiteDialog({ knowledgeBaseId, site, onClose }: SiteDialogProps) {
  const { sites, general } = useSiteMessages()
  const [kind, setKind] = useState<Site['kind']>(site?.kind ?? 'page')
  const [address, setAddress] = useState(site?.address ?? '')
  const [limits, setLimits] = useState({ pagesMax: site?.pagesMax ?? 100, depthMax: site?.depthMax ?? 3 })
  const [include, setInclude] = useState(site?.include.join('\n') ?? '')
  const [exclude, setExclude] = useState(site?.exclude.join('\n') ?? '')
  const [schedule, setSchedule] = useState(site?.schedule ?? null)
  const timeZone = site?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const { error, isBusy, submit, saidOf } = useFormSubmit(async () => {
    const wishes = {
      ...limits,
      include: patternsOf(include),
      exclude: patternsOf(exclude),
      schedule,
      timeZone,
    }
    await (site
      ? client.sites.change(site.id, wishes)
      : client.sites.add(knowledgeBaseId, { address: withProtocol(address), kind, ...wishes }))
    invalidate('site', { knowledgeBaseId, ...(site && { siteId: site.id }) })
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={site ? sites.edit : sites.add} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack>
          {error !== undefined && <ErrorState error={error} />}
          {!site && <PlaceFields {...{ address, setAddress, kind, setKind }} error={saidOf('address')} />}
          {kind !== 'page' && (
            <Reach kind={kind} limits={limits} onLimits={setLimits}>
              <Patterns label={sites.include} value={include} onChange={setInclude} />
              <Patterns label={sites.exclude} value={exclude} onChange={setExclude} />
            </Reach>
          )}
          <ScheduleField
            value={schedule}
            onChange={setSchedule}
            timeZone={timeZone}
            error={saidOf('schedule')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={isBusy}>
              {site ? general.save : sites.add}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface PlaceFieldsProps {
  address: string
  setAddress: (address: string) => void
  kind: Site['kind']
  setKind: (kind: Site['kind']) => void
  error: string | undefined
}

/** Where it begins, and what is there. */
function PlaceFields({ address, setAddress, kind, setKind, error }: PlaceFieldsProps) {
  const { sites } = useSiteMessages()
  return (
    <>
      <TextInput
        label={sites.address}
        placeholder="https://example.com/help"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={error}
        maxLength={2000}
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        required
        data-autofocus
      />
      <Select
        label={sites.kind}
        data={(Object.keys(sites.kinds) as Site['kind'][]).map((one) => ({
          value: one,
          label: sites.kinds[one],
        }))}
        value={kind}
        onChange={(next) => next && setKind(next as Site['kind'])}
        allowDeselect={false}
      />
    </>
  )
}

/** People leave the beginning of an address out. */
const withProtocol = (address: string) =>
  /^[a-z]+:\/\//i.test(address.trim()) ? address.trim() : `https://${address.trim()}`

interface Limits {
  pagesMax: number
  depthMax: number
}

interface ReachProps {
  kind: Site['kind']
  limits: Limits
  onLimits: (limits: Limits) => void
  children: ReactNode
}

/** How far reading goes from the first page. */
function Reach({ kind, limits, onLimits, children }: ReachProps) {
  const { sites } = useSiteMessages()
  return (
    <>
      <Group grow align="flex-start">
        <NumberInput
          label={sites.pagesMax}
          value={limits.pagesMax}
          onChange={(next) => onLimits({ ...limits, pagesMax: Number(next) })}
          min={1}
          max={1000}
          allowDecimal={false}
          required
        />
        {kind === 'site' && (
          <NumberInput
            label={sites.depthMax}
            value={limits.depthMax}
            onChange={(next) => onLimits({ ...limits, depthMax: Number(next) })}
            min={0}
            max={5}
            allowDecimal={false}
            required
          />
        )}
      </Group>
      {children}
    </>
  )
}

interface PatternsProps {
  label: string
  value: string
  onChange: (value: string) => void
}

function Patterns({ label, value, onChange }: PatternsProps) {
  const { sites, general } = useSiteMessages()
  return (
    <Textarea
      label={`${label} (${general.optional})`}
      description={sites.patternHint}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={2}
      maxRows={8}
      spellCheck={false}
      autoCapitalize="none"
    />
  )
}
