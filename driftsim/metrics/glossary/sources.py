"""Where definitions and methods come from."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SOURCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bootstrap": "T. Hesterberg (2015), What teachers should know about the bootstrap, *Am. Stat.* 69, "
        "371–386.",
        "wilson": "E. B. Wilson (1927), Probable inference, the law of succession, and statistical "
        "inference, *J. Am. Stat. Assoc.* 22, 209–212.",
        "jackknife": "J. MacKinnon, M. Nielsen & M. Webb (2023), Fast and reliable jackknife and bootstrap "
        "methods for cluster-robust inference, *J. Appl. Econometrics* 38, 671–694.",
        "sysbench": "SysBench, arXiv 2408.10943.",
        "gcomputation": "J. Robins (1986), A new approach to causal inference in mortality studies, "
        "*Math. Modelling* 7, 1393–1512.",
        "sandwich": "K.-Y. Liang & S. Zeger (1986), Longitudinal data analysis using generalized linear "
        "models, *Biometrika* 73, 13–22.",
        "kaplan": "E. L. Kaplan & P. Meier (1958), Nonparametric estimation from incomplete observations, "
        "*J. Am. Stat. Assoc.* 53, 457–481.",
        "evolif": "EvolIF, arXiv 2511.03508.",
        "taubench": "τ-bench, arXiv 2406.12045.",
        "median": "R. Brookmeyer & J. Crowley (1982), A confidence interval for the median survival time, "
        "*Biometrics* 38, 29–41.",
        "multiif": "Multi-IF, arXiv 2410.15553.",
        "lost": "P. Laban et al. (2025), LLMs get lost in multi-turn conversation, arXiv 2505.06120.",
        "followbench": "FollowBench, arXiv 2310.20410.",
        "skills": "The skill composition of instruction following, arXiv 2604.06015.",
        "hazard": "P. D. Allison (1982), Discrete-time methods for the analysis of event histories, "
        "*Sociol. Methodol.* 13, 61–98.",
        "partial": "R. Frisch & F. Waugh (1933), Partial time regressions as compared with individual "
        "trends, *Econometrica* 1, 387–401.",
        "logrank": "N. Mantel (1966), Evaluation of survival data and two new rank order statistics arising "
        "in its consideration, *Cancer Chemother. Rep.* 50, 163–170.",
        "clusteredrank": "S.-H. Jung & J.-H. Jeong (2003), Rank tests for clustered survival data, *Lifetime "
        "Data Anal.* 9, 21–33.",
    }
)
"""By a short name."""
