import { Alert, Button, Group, Input, Select, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Widget, WidgetIdentity, WidgetSecret } from '#contract/shapes/widget.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { CopyButton } from '../look/copy-button.tsx'
import { Failure } from '../look/failure.tsx'
import { KeyIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import settings from '../settings/settings.module.css'
import { useWidgetWords } from '../words/widgets/widget-words.ts'
import { CodeSample } from './code-sample.tsx'
import { nodeSample, pythonSample } from './samples.ts'

/** Whether a site's server says who somebody is, and the secret that it does so with. */
export function WidgetIdentitySection({ widget }: { widget: Widget }) {
  const said = useWidgetWords()
  const [secret, setSecret] = useState<WidgetSecret | null>(null)
  const [failure, setFailure] = useState<unknown>()
  const act = async (work: () => Promise<unknown>) => {
    setFailure(undefined)
    try {
      await work()
      refresh('widgets')
    } catch (error) {
      setFailure(error)
    }
  }
  const choose = (identity: string | null) => {
    if (identity) void act(() => client.widgets.change(widget.id, { identity: identity as WidgetIdentity }))
  }
  return (
    <Stack component="section" aria-label={said.identity} gap="sm">
      <div>
        <Title order={2} size="h5">
          {said.identity}
        </Title>
        <Text size="sm" c="var(--quiet)">
          {said.identityHint}
        </Text>
      </div>
      {failure !== undefined && <Failure error={failure} />}
      <Select
        aria-label={said.identity}
        data={Object.entries(said.identities).map(([value, label]) => ({ value, label }))}
        value={widget.identity}
        onChange={choose}
        allowDeselect={false}
        disabled={!widget.canIdentify}
        description={widget.canIdentify ? undefined : said.secretFirst}
      />
      <Group>
        <Button
          variant="default"
          onClick={() => void act(async () => setSecret(await client.widgets.changeSecret(widget.id)))}
        >
          {widget.canIdentify ? said.changeSecret : said.makeSecret}
        </Button>
      </Group>
      {secret !== null && (
        <>
          <Alert icon={<KeyIcon />}>{said.secretOnce}</Alert>
          <ShownSecret label={said.tokenSecret} text={secret.secret} />
          <ShownSecret label={said.hashSecret} text={secret.hashSecret} />
        </>
      )}
      {widget.hasFormer && (
        <Alert color="yellow">
          <Text size="sm" mb="xs">
            {said.formerGood}
          </Text>
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              void act(async () => {
                await client.widgets.dropFormerSecret(widget.id)
                toast({ text: said.dropped })
              })
            }
          >
            {said.dropFormer}
          </Button>
        </Alert>
      )}
      {widget.canIdentify && (
        <>
          <CodeSample label={said.onServer('Node.js')} text={nodeSample} />
          <CodeSample label={said.onServer('Python')} text={pythonSample} />
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
