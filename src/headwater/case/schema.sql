-- The database of a case: one SQL table for each table of the plan (made from the records), and what is below.
-- Rebuilt from the tables at the end of every run; nothing is kept only here.

CREATE INDEX documents_id ON documents (id);
CREATE INDEX documents_page ON documents (page);
CREATE INDEX furniture_near ON furniture (near);
CREATE INDEX furniture_page ON furniture (page);
CREATE INDEX statements_document ON statements (document);
CREATE INDEX statements_id ON statements (id);
CREATE INDEX figures_document ON figures (document);
CREATE INDEX figures_id ON figures (id);
CREATE INDEX dates_document ON dates (document);
CREATE INDEX names_document ON names (document);
CREATE INDEX origins_id ON origins (id);
CREATE INDEX rests_span ON rests (span);
CREATE INDEX rests_document ON rests (document);
CREATE INDEX rests_origin ON rests (origin);
CREATE INDEX claims_id ON claims (id);
CREATE INDEX happenings_id ON happenings (id);
CREATE INDEX copies_id ON copies (id);
CREATE INDEX cites_id ON cites (id);

-- Which documents a link joins, which documents and origins a claim has: one row each.
CREATE TABLE link_documents (link TEXT, document TEXT, "table" TEXT);
CREATE INDEX link_documents_document ON link_documents (document);
CREATE TABLE claim_accounts (claim TEXT, span TEXT, document TEXT, origin TEXT);
CREATE INDEX claim_accounts_document ON claim_accounts (document);
CREATE INDEX claim_accounts_span ON claim_accounts (span);
CREATE INDEX claim_accounts_origin ON claim_accounts (origin);

-- Full text: a row for each stretch of a document's body.
CREATE VIRTUAL TABLE body USING fts5 (text, document UNINDEXED, start UNINDEXED, "end" UNINDEXED, tokenize = 'unicode61 remove_diacritics 2');
