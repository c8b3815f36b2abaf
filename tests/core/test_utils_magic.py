"""Decorators know which object a method is called on."""

from nengo.utils.magic import decorator


@decorator
def announced(wrapped, instance, args, kwargs):
    return (instance, wrapped(*args, **kwargs))


class Announcer:
    @announced
    def method(self, a, b=1):
        """Add two numbers."""
        return a + b

    @announced
    @classmethod
    def class_method(cls, a):
        return a

    @announced
    @staticmethod
    def static_method(a):
        return a


@announced
def function(a):
    """Do nothing."""
    return a


def test_a_decorator_knows_the_instance():
    announcer = Announcer()
    assert announcer.method(1, b=2) == (announcer, 3)
    assert Announcer.method(announcer, 1) == (announcer, 2)
    assert Announcer.class_method(1) == announcer.class_method(1) == (Announcer, 1)
    assert Announcer.static_method(1) == announcer.static_method(1) == (None, 1)
    assert function(1) == (None, 1)


def test_a_decorated_function_keeps_its_name():
    assert function.__name__ == "function"
    assert function.__doc__ == "Do nothing."
    assert Announcer().method.__doc__ == "Add two numbers."
