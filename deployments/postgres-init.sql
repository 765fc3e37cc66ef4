-- The archive's own database beside Prefect's; run once, when the server's folder is empty.
CREATE DATABASE tumen OWNER tumen ENCODING 'UTF8' TEMPLATE template0;
