DROP TABLE custom_tools;
