"""Expected numbers of AncestryOracleTests, from the published formulas with numpy and scipy.

Run `python3 normalise.py` in this folder; it writes reference.tsv and target.tsv. Simulated people only.
Formulas: PCs standardised with the reference's mean and deviation (divisor n), score centred on the reference.
  norm1: ordinary least squares of the score on 4 PCs; residual over the residuals' deviation (divisor n).
  norm2: mean a + b'PC and variance exp(g0 + g'PC), start least squares and gamma regression (log link) of squared
         residuals, then the joint minimum of sum(log v / 2 + (x - mu)^2 / 2v).
  most similar population: (x - mean) / deviation (divisor n) of that population; percentile by rank.
  populations: normal with own mean and covariance (divisor n - 1) on 5 PCs, equal priors; typicality chi-squared, 5 df.
"""
import numpy as np
from scipy import optimize, stats

rng = np.random.default_rng(20261121)
sizes, names = [90, 60, 50], ["AAA", "BBB", "CCC"]
centres = rng.normal(0, 1.6, (3, 6))
labels = np.repeat(names, sizes)
spread = [rng.normal(0, 0.6, (6, 6)) + np.eye(6) for _ in names]
pcs = np.vstack([centres[k] + rng.normal(size=(n, 6)) @ spread[k].T for k, n in enumerate(sizes)])
scale = np.exp(0.5 * (0.2 + 0.05 * pcs[:, 0] - 0.08 * pcs[:, 2]))
score = 2.5 + 0.3 * pcs[:, 0] - 0.2 * pcs[:, 1] + 0.1 * pcs[:, 3] + scale * rng.normal(size=len(pcs))
target = np.vstack([centres[k] + rng.normal(size=(4, 6)) @ spread[k].T for k in range(3)] + [centres[0] + 12, (centres[0] + centres[1]) / 2])
value = 2.5 + 0.3 * target[:, 0] - 0.2 * target[:, 1] + rng.normal(0, 2, len(target))

m, s = pcs[:, :4].mean(0), pcs[:, :4].std(0)
X = np.column_stack([np.ones(len(pcs)), (pcs[:, :4] - m) / s])
T = np.column_stack([np.ones(len(target)), (target[:, :4] - m) / s])
centre = score.mean()
y, t = score - centre, value - centre
b, *_ = np.linalg.lstsq(X, y, rcond=None)
residual = y - X @ b
norm1 = (t - T @ b) / residual.std()

g = np.zeros(5)
g[0] = np.log((residual**2).mean())
for _ in range(200):  # gamma regression with log link: weights are constant
    v = np.exp(X @ g)
    g = g + np.linalg.lstsq(X, residual**2 / v - 1, rcond=None)[0]


def loss(q):
    mu, log = X @ q[:5], X @ q[5:]
    return np.sum(0.5 * log + (y - mu) ** 2 / (2 * np.exp(log)))


def gradient(q):
    mu, v = X @ q[:5], np.exp(X @ q[5:])
    return np.concatenate([-X.T @ ((y - mu) / v), X.T @ (0.5 - (y - mu) ** 2 / (2 * v))])


fit = optimize.minimize(loss, np.concatenate([b, g]), jac=gradient, method="BFGS", options={"gtol": 1e-10, "maxiter": 10000})
fit = optimize.root(gradient, fit.x, tol=1e-13)
assert np.abs(gradient(fit.x)).max() < 1e-8
norm2 = (t - T @ fit.x[:5]) / np.exp(0.5 * T @ fit.x[5:])

logs, tails = [], []
for name in names:
    own = pcs[labels == name, :5]
    mu, cov = own.mean(0), np.cov(own.T)
    logs.append(stats.multivariate_normal(mu, cov).logpdf(target[:, :5]))
    d = target[:, :5] - mu
    tails.append(stats.chi2.sf(np.einsum("ij,jk,ik->i", d, np.linalg.inv(cov), d), 5))
logs = np.array(logs).T
posterior = np.exp(logs - np.logaddexp.reduce(logs, axis=1, keepdims=True))
best = logs.argmax(1)
typical = np.array(tails).T[np.arange(len(best)), best]
similar = np.array([(value[i] - score[labels == names[k]].mean()) / score[labels == names[k]].std() for i, k in enumerate(best)])
percentile = np.array([stats.percentileofscore(score[labels == names[k]], value[i], kind="rank") for i, k in enumerate(best)])

with open("reference.tsv", "w") as f:
    f.write("population\tscore\t" + "\t".join(f"PC{k + 1}" for k in range(6)) + "\n")
    for i in range(len(pcs)):
        f.write(f"{labels[i]}\t{score[i]!r}\t".replace("np.float64(", "").replace(")", "") + "\t".join(repr(float(x)) for x in pcs[i]) + "\n")
with open("target.tsv", "w") as f:
    f.write("score\t" + "\t".join(f"PC{k + 1}" for k in range(6)) + "\tP_AAA\tP_BBB\tP_CCC\ttypicality\tmost_similar\tpercentile\tnorm1\tnorm2\n")
    for i in range(len(target)):
        row = [value[i], *target[i], *posterior[i], typical[i], similar[i], percentile[i], norm1[i], norm2[i]]
        f.write("\t".join(repr(float(x)) for x in row) + "\n")
