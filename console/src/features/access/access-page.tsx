import { Anchor, Center, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import mark from '../../ui/icon.svg'
import { languages, useLocale } from '../../messages/messages.tsx'
import classes from './access-page.module.css'

interface AccessPageProps {
  title: string
  text?: string
  children: ReactNode
}

/** The frame of the pages before one is signed in. */
export function AccessPage({ title, text, children }: AccessPageProps) {
  const { messages: t, language, setLanguage } = useLocale()
  useDocumentTitle(`${title} · ${t.general.product}`)
  return (
    <main className={classes.scroll}>
      <Center className={classes.center}>
        <Stack w="100%" maw={400} gap="lg">
          <Stack align="center" gap="xs">
            <img src={mark} alt={t.general.product} width={52} height={52} />
            <Title order={1} size="h2" ta="center">
              {title}
            </Title>
            {text && (
              <Text c="var(--quiet)" ta="center">
                {text}
              </Text>
            )}
          </Stack>
          <Paper withBorder radius="lg" p="lg">
            {children}
          </Paper>
          <Group justify="center" gap="md">
            {languages.map(({ value, label }) => (
              <Anchor
                key={value}
                component="button"
                type="button"
                size="sm"
                lang={value}
                aria-pressed={value === language}
                c={value === language ? 'var(--link)' : 'var(--quiet)'}
                onClick={() => setLanguage(value)}
              >
                {label}
              </Anchor>
            ))}
          </Group>
        </Stack>
      </Center>
    </main>
  )
}
