"""The figures of ``gdtui run --format csv``, as a plain loop prints them: ``python plain_loop.py ITERATIONS``."""

import sys

WEIGHT, INPUT, GOAL, ALPHA = 0.5, 0.5, 0.8, 0.01

if __name__ == "__main__":
    weight = WEIGHT
    for iteration in range(1, int(sys.argv[1]) + 1):
        prediction = INPUT * weight
        delta = prediction - GOAL
        error = delta**2
        weight_delta = delta * INPUT
        new_weight = weight - ALPHA * weight_delta
        print(iteration, weight, prediction, error, delta, weight_delta, new_weight, sep=",")
        weight = new_weight
