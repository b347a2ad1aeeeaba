DROP TABLE macros;
DROP TABLE canned_replies;
