"""What a browser sends to add a passkey and to sign in by it; what the database holds then."""

DOMAIN = "testserver"


def change(served, table, **values):
    with served.cas.store.writing() as connection:
        connection.execute(table.__table__.update().values(**values))


def rows(served, table):
    with served.cas.store.reading() as connection:
        return list(connection.execute(table.__table__.select()))


def asked_new(client, name="Key on my ring"):
    answer = client.post("/desk/account/passkeys/begin", data={"name": name})
    assert answer.status_code == 200, answer.text
    return answer.json()


def added(client, key, name="Key on my ring"):
    made = key.create(asked_new(client, name))
    return client.post("/desk/account/passkeys", data={"credential": made})


def asked(client):
    return client.post("/desk/sign-in/passkey/begin").json()


def shown(client, credential, to="/desk"):
    return client.post("/desk/sign-in/passkey", data={"credential": credential, "to": to})
