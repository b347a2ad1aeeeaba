/** The knowledge of a new tenant's guide, in English. Its readers may delete it. */
export const ABOUT_PARLEY = `# What Parley is

Parley is a platform for AI conversations that runs on your own server. Agents answer questions from your documents, and every answer shows the passages it was made from.

# Add documents

To add your own documents, open Knowledge, choose a knowledge base and drop files on the page. Parley reads text, Markdown, HTML, PDF and Word files. A document is split into passages and is ready in a moment; if it could not be read, the list says why and lets you try again.

# Make an agent

An agent is the AI that answers. To make an agent, open Agents, choose New agent, give it a name and say in your own words how it should answer. Choose the knowledge bases it looks answers up in and, if you like, its model.

# Connect a model

To connect a model, open Settings and then Models, choose a provider and paste its API key. The test button tells you at once whether the key works and which models it can use. Keys are encrypted where they are stored and are never shown again.

Without a model Parley still works: it answers word for word from your documents, with the sources beside the answer. No question leaves your server in that case.

# Run a model on your own machine

Parley can use a model on your own machine through Ollama. Start Ollama, open Settings and then Models, choose Ollama, and leave the base URL empty.

# See what it costs

Settings and then Usage shows answers, tokens and costs by day, model, agent and person. The table can be downloaded as CSV. A price can be given to each model in Settings and then Models.

# Where the data is kept

Everything is kept on your own server: in the folder named by PARLEY_DATA_DIR, or in PostgreSQL when DATABASE_URL is set. To back up Parley, stop it and copy that folder, or use the backups of PostgreSQL.

# Let other programs in

Programs reach Parley through its API. To let a program in, open Settings and then API keys, and create a key. Tools that speak the API of OpenAI can use an agent as if it were a model.

# Invite colleagues

To invite colleagues, open Settings and then Members, and choose Invite. Each invitation is a link that works once, with the role that you give it.
`
