def page(records):
    yield b""
