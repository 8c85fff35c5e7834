"""The faces: how people and programs meet memcon. Each is thin; what they show is decided in the layers below."""
