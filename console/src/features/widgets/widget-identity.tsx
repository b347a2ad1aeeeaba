import { Alert, Button, Group, Input, Select, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Widget, WidgetIdentity, WidgetSecret } from '#contract/shapes/widget.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { KeyIcon } from '../../ui/icons.tsx'
import { toast } from '../../ui/toasts.ts'
import settings from '../../ui/settings.module.css'
import { useWidgetMessages } from '../../messages/widgets/widget-messages.ts'
import { CodeSample } from './code-sample.tsx'
import { nodeSample, pythonSample } from './samples.ts'

/** Whether a site's server says who somebody is, and the secret that it does so with. */
export function WidgetIdentitySection({ widget }: { widget: Widget }) {
  const t = useWidgetMessages()
  const [secret, setSecret] = useState<WidgetSecret | null>(null)
  const [failure, setFailure] = useState<unknown>()
  const act = async (work: () => Promise<unknown>) => {
    setFailure(undefined)
    try {
      await work()
      invalidate('widget')
    } catch (error) {
      setFailure(error)
    }
  }
  const choose = (identity: string | null) => {
    if (identity) void act(() => client.widgets.change(widget.id, { identity: identity as WidgetIdentity }))
  }
  return (
    <Stack component="section" aria-label={t.identity} gap="sm">
      <div>
        <Title order={2} size="h5">
          {t.identity}
        </Title>
        <Text size="sm" c="var(--quiet)">
          {t.identityHint}
        </Text>
      </div>
      {failure !== undefined && <ErrorState error={failure} />}
      <Select
        aria-label={t.identity}
        data={Object.entries(t.identities).map(([value, label]) => ({ value, label }))}
        value={widget.identity}
        onChange={choose}
        allowDeselect={false}
        disabled={!widget.canIdentify}
        description={widget.canIdentify ? undefined : t.secretFirst}
      />
      <Group>
        <Button
          variant="default"
          onClick={() => void act(async () => setSecret(await client.widgets.changeSecret(widget.id)))}
        >
          {widget.canIdentify ? t.changeSecret : t.makeSecret}
        </Button>
      </Group>
      {secret !== null && (
        <>
          <Alert icon={<KeyIcon />}>{t.secretOnce}</Alert>
          <ShownSecret label={t.tokenSecret} text={secret.secret} />
          <ShownSecret label={t.hashSecret} text={secret.hashSecret} />
        </>
      )}
      {widget.hasFormer && (
        <Alert color="yellow">
          <Text size="sm" mb="xs">
            {t.formerGood}
          </Text>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              void act(async () => {
                await client.widgets.dropFormerSecret(widget.id)
                toast({ text: t.dropped })
              })
            }
          >
            {t.dropFormer}
          </Button>
        </Alert>
      )}
      {widget.canIdentify && (
        <>
          <CodeSample label={t.onServer('Node.js')} text={nodeSample} />
          <CodeSample label={t.onServer('Python')} text={pythonSample} />
        </>
      )}
    </Stack>
  )
}

function ShownSecret({ label, text }: { label: string; text: string }) {
  return (
    <Input.Wrapper label={label} labelElement="div">
      <div className={settings.secret}>
        <code>{text}</code>
        <CopyButton text={() => text} />
      </div>
    </Input.Wrapper>
  )
}
