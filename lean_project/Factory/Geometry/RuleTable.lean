/-
Written by `lean_project/certificates/rule_table.py`; change the rules of the engine instead.

The rules, eight to a row, in the order in which a replay counts them, and that each is what its theorem says.
-/
import Factory.Geometry.Codes
import Factory.Geometry.Rules

namespace Factory.Geometry

namespace Rule

def isosceles : Rule := fun o a b _ _ _ _ _ =>
  ⟨[.cong o a o b], [], .eqangle o a a b a b o b⟩
theorem isosceles_sound : isosceles.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ho ha hb _ _ _ _ _ =>
  ⟨⟨⟨⟨ho, ha, ho, hb⟩, trivial⟩, ⟨ho, ha, ha, hb, ha, hb, ho, hb⟩⟩,
    fun ⟨h0, _⟩ _ => Geometry.isosceles h0⟩

def inscribed_converse : Rule := fun a b c d _ _ _ _ =>
  ⟨[.eqangle a b a c d b d c, .ncoll a b c], [], .cyclic a b c d⟩
theorem inscribed_converse_sound : inscribed_converse.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hc, hd, hb, hd, hc⟩, ⟨ha, hb, hc⟩, trivial⟩, ⟨ha, hb, hc, hd⟩⟩,
    fun ⟨h0, h1, _⟩ _ => Geometry.inscribed_converse h0 h1⟩

def centre_angle : Rule := fun o a b c _ _ _ _ =>
  ⟨[.cong o a o b, .cong o a o c], [], .compl o a a b b c a c⟩
theorem centre_angle_sound : centre_angle.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ho ha hb hc _ _ _ _ =>
  ⟨⟨⟨⟨ho, ha, ho, hb⟩, ⟨ho, ha, ho, hc⟩, trivial⟩, ⟨ho, ha, ha, hb, hb, hc, ha, hc⟩⟩,
    fun ⟨h0, h1, _⟩ _ => Geometry.centre_angle h0 h1⟩

def coll_of_para : Rule := fun a b c _ _ _ _ _ =>
  ⟨[.para a b a c], [], .coll a b c⟩
theorem coll_of_para_sound : coll_of_para.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc _ _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hc⟩, trivial⟩, ⟨ha, hb, hc⟩⟩,
    fun ⟨h0, _⟩ _ => Geometry.coll_of_para h0⟩

def midp_of_cong : Rule := fun m a b _ _ _ _ _ =>
  ⟨[.coll m a b, .cong m a m b], [(a, b)], .midp m a b⟩
theorem midp_of_cong_sound : midp_of_cong.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ hm ha hb _ _ _ _ _ =>
  ⟨⟨⟨⟨hm, ha, hb⟩, ⟨hm, ha, hm, hb⟩, trivial⟩, ⟨hm, ha, hb⟩⟩,
    fun ⟨h0, h1, _⟩ ⟨n0, _⟩ => Geometry.midp_of_cong h0 h1 n0.2⟩

def isosceles_converse : Rule := fun o a b _ _ _ _ _ =>
  ⟨[.eqangle o a a b a b o b, .ncoll o a b], [], .cong o a o b⟩
theorem isosceles_converse_sound : isosceles_converse.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ho ha hb _ _ _ _ _ =>
  ⟨⟨⟨⟨ho, ha, ha, hb, ha, hb, ho, hb⟩, ⟨ho, ha, hb⟩, trivial⟩, ⟨ho, ha, ho, hb⟩⟩,
    fun ⟨h0, h1, _⟩ _ => Geometry.isosceles_converse h0 h1⟩

def sas : Rule := fun a b c p q r _ _ =>
  ⟨[.eqratio a b a c p q p r, .eqangle a b a c p q p r, .sameclock a b c p q r], [], .simtri a b c p q r⟩
theorem sas_sound : sas.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hc, hp, hq, hp, hr⟩, ⟨ha, hb, ha, hc, hp, hq, hp, hr⟩, ⟨ha, hb, hc, hp, hq, hr⟩, trivial⟩, ⟨ha, hb, hc, hp, hq, hr⟩⟩,
    fun ⟨h0, h1, h2, _⟩ _ => Geometry.sas h0 h1 h2⟩

def bisector_perp : Rule := fun a b p q _ _ _ _ =>
  ⟨[.cong p a p b, .cong q a q b], [], .perp a b p q⟩
theorem bisector_perp_sound : bisector_perp.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hp hq _ _ _ _ =>
  ⟨⟨⟨⟨hp, ha, hp, hb⟩, ⟨hq, ha, hq, hb⟩, trivial⟩, ⟨ha, hb, hp, hq⟩⟩,
    fun ⟨h0, h1, _⟩ _ => Geometry.bisector_perp h0 h1⟩

def turn : Rule := fun _ _ _ _ _ _ _ _ =>
  ⟨[], [], .turn⟩
theorem turn_sound : turn.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ =>
  ⟨⟨trivial, trivial⟩,
    fun _ _ => trivial⟩

def cyclic_join : Rule := fun a b c d e _ _ _ =>
  ⟨[.cyclic a b c d, .cyclic a b c e], [(a, d), (b, d)], .cyclic a b d e⟩
theorem cyclic_join_sound : cyclic_join.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd he _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hc, hd⟩, ⟨ha, hb, hc, he⟩, trivial⟩, ⟨ha, hb, hd, he⟩⟩,
    fun ⟨h0, h1, _⟩ ⟨n0, n1, _⟩ => Geometry.cyclic_join h0 h1 n0.2 n1.2⟩

def centre_cyclic : Rule := fun o a b c d _ _ _ =>
  ⟨[.cong o a o b, .cong o a o c, .cong o a o d, .ncoll a b c], [], .cyclic a b c d⟩
theorem centre_cyclic_sound : centre_cyclic.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ho ha hb hc hd _ _ _ =>
  ⟨⟨⟨⟨ho, ha, ho, hb⟩, ⟨ho, ha, ho, hc⟩, ⟨ho, ha, ho, hd⟩, ⟨ha, hb, hc⟩, trivial⟩, ⟨ha, hb, hc, hd⟩⟩,
    fun ⟨h0, h1, h2, h3, _⟩ _ => Geometry.centre_cyclic h0 h1 h2 h3⟩

def centre_join : Rule := fun o a b c d _ _ _ =>
  ⟨[.cong o a o b, .cong o a o c, .cyclic a b c d], [], .cong o a o d⟩
theorem centre_join_sound : centre_join.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ho ha hb hc hd _ _ _ =>
  ⟨⟨⟨⟨ho, ha, ho, hb⟩, ⟨ho, ha, ho, hc⟩, ⟨ha, hb, hc, hd⟩, trivial⟩, ⟨ho, ha, ho, hd⟩⟩,
    fun ⟨h0, h1, h2, _⟩ _ => Geometry.centre_join h0 h1 h2⟩

def centre_of_angles : Rule := fun o a b c _ _ _ _ =>
  ⟨[.compl o a a b b c a c, .compl o b b c c a b a, .ncoll a b c, .ncoll o a b], [], .cong o a o c⟩
theorem centre_of_angles_sound : centre_of_angles.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ho ha hb hc _ _ _ _ =>
  ⟨⟨⟨⟨ho, ha, ha, hb, hb, hc, ha, hc⟩, ⟨ho, hb, hb, hc, hc, ha, hb, ha⟩, ⟨ha, hb, hc⟩, ⟨ho, ha, hb⟩, trivial⟩, ⟨ho, ha, ho, hc⟩⟩,
    fun ⟨h0, h1, h2, h3, _⟩ _ => Geometry.centre_of_angles h0 h1 h2 h3⟩

def right_midpoint : Rule := fun a b c m _ _ _ _ =>
  ⟨[.perp a b b c, .midp m a c], [], .cong m a m b⟩
theorem right_midpoint_sound : right_midpoint.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hm _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hb, hc⟩, ⟨hm, ha, hc⟩, trivial⟩, ⟨hm, ha, hm, hb⟩⟩,
    fun ⟨h0, h1, _⟩ _ => Geometry.right_midpoint h0 h1⟩

def bisector_point : Rule := fun a b p q _ _ _ _ =>
  ⟨[.cong p a p b, .perp a b p q], [], .cong q a q b⟩
theorem bisector_point_sound : bisector_point.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hp hq _ _ _ _ =>
  ⟨⟨⟨⟨hp, ha, hp, hb⟩, ⟨ha, hb, hp, hq⟩, trivial⟩, ⟨hq, ha, hq, hb⟩⟩,
    fun ⟨h0, h1, _⟩ _ => Geometry.bisector_point h0 h1⟩

def kite : Rule := fun a b p q _ _ _ _ =>
  ⟨[.cong p a p b, .cong q a q b, .cyclic a b p q], [(a, b), (p, q)], .perp p a a q⟩
theorem kite_sound : kite.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hp hq _ _ _ _ =>
  ⟨⟨⟨⟨hp, ha, hp, hb⟩, ⟨hq, ha, hq, hb⟩, ⟨ha, hb, hp, hq⟩, trivial⟩, ⟨hp, ha, ha, hq⟩⟩,
    fun ⟨h0, h1, h2, _⟩ ⟨n0, n1, _⟩ => Geometry.kite h0 h1 h2 n0.2 n1.2⟩

def bisector_ratio : Rule := fun a b c d _ _ _ _ =>
  ⟨[.eqangle a b a d a d a c, .coll d b c, .ncoll a b c], [], .eqratio d b d c a b a c⟩
theorem bisector_ratio_sound : bisector_ratio.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hd, ha, hd, ha, hc⟩, ⟨hd, hb, hc⟩, ⟨ha, hb, hc⟩, trivial⟩, ⟨hd, hb, hd, hc, ha, hb, ha, hc⟩⟩,
    fun ⟨h0, h1, h2, _⟩ _ => Geometry.bisector_ratio h0 h1 h2⟩

def ratio_bisector : Rule := fun a b c d _ _ _ _ =>
  ⟨[.eqratio d b d c a b a c, .coll d b c], [(b, c)], .eqangle a b a d a d a c⟩
theorem ratio_bisector_sound : ratio_bisector.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd _ _ _ _ =>
  ⟨⟨⟨⟨hd, hb, hd, hc, ha, hb, ha, hc⟩, ⟨hd, hb, hc⟩, trivial⟩, ⟨ha, hb, ha, hd, ha, hd, ha, hc⟩⟩,
    fun ⟨h0, h1, _⟩ ⟨n0, _⟩ => Geometry.ratio_bisector h0 h1 n0.2⟩

def aa : Rule := fun a b c p q r _ _ =>
  ⟨[.eqangle a b a c p q p r, .eqangle b a b c q p q r, .ncoll p q r], [(a, b)], .simtri a b c p q r⟩
theorem aa_sound : aa.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hc, hp, hq, hp, hr⟩, ⟨hb, ha, hb, hc, hq, hp, hq, hr⟩, ⟨hp, hq, hr⟩, trivial⟩, ⟨ha, hb, hc, hp, hq, hr⟩⟩,
    fun ⟨h0, h1, h2, _⟩ ⟨n0, _⟩ => Geometry.aa h0 h1 h2 n0.2⟩

def aa_mirrored : Rule := fun a b c p q r _ _ =>
  ⟨[.eqangle a b a c p r p q, .eqangle b a b c q r q p, .ncoll p q r], [(a, b)], .simtrir a b c p q r⟩
theorem aa_mirrored_sound : aa_mirrored.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hc, hp, hr, hp, hq⟩, ⟨hb, ha, hb, hc, hq, hr, hq, hp⟩, ⟨hp, hq, hr⟩, trivial⟩, ⟨ha, hb, hc, hp, hq, hr⟩⟩,
    fun ⟨h0, h1, h2, _⟩ ⟨n0, _⟩ => Geometry.aa_mirrored h0 h1 h2 n0.2⟩

def sas_mirrored : Rule := fun a b c p q r _ _ =>
  ⟨[.eqratio a b a c p q p r, .eqangle a b a c p r p q, .oppclock a b c p q r], [], .simtrir a b c p q r⟩
theorem sas_mirrored_sound : sas_mirrored.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hc, hp, hq, hp, hr⟩, ⟨ha, hb, ha, hc, hp, hr, hp, hq⟩, ⟨ha, hb, hc, hp, hq, hr⟩, trivial⟩, ⟨ha, hb, hc, hp, hq, hr⟩⟩,
    fun ⟨h0, h1, h2, _⟩ _ => Geometry.sas_mirrored h0 h1 h2⟩

def sss : Rule := fun a b c p q r _ _ =>
  ⟨[.eqratio a b a c p q p r, .eqratio b a b c q p q r, .sameclock a b c p q r], [], .simtri a b c p q r⟩
theorem sss_sound : sss.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hc, hp, hq, hp, hr⟩, ⟨hb, ha, hb, hc, hq, hp, hq, hr⟩, ⟨ha, hb, hc, hp, hq, hr⟩, trivial⟩, ⟨ha, hb, hc, hp, hq, hr⟩⟩,
    fun ⟨h0, h1, h2, _⟩ _ => Geometry.sss h0 h1 h2⟩

def sss_mirrored : Rule := fun a b c p q r _ _ =>
  ⟨[.eqratio a b a c p q p r, .eqratio b a b c q p q r, .oppclock a b c p q r], [], .simtrir a b c p q r⟩
theorem sss_mirrored_sound : sss_mirrored.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hc, hp, hq, hp, hr⟩, ⟨hb, ha, hb, hc, hq, hp, hq, hr⟩, ⟨ha, hb, hc, hp, hq, hr⟩, trivial⟩, ⟨ha, hb, hc, hp, hq, hr⟩⟩,
    fun ⟨h0, h1, h2, _⟩ _ => Geometry.sss_mirrored h0 h1 h2⟩

def rhs : Rule := fun a b c p q r _ _ =>
  ⟨[.perp a b a c, .perp p q p r, .eqratio a b b c p q q r, .sameclock a b c p q r], [], .simtri a b c p q r⟩
theorem rhs_sound : rhs.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hc⟩, ⟨hp, hq, hp, hr⟩, ⟨ha, hb, hb, hc, hp, hq, hq, hr⟩, ⟨ha, hb, hc, hp, hq, hr⟩, trivial⟩, ⟨ha, hb, hc, hp, hq, hr⟩⟩,
    fun ⟨h0, h1, h2, h3, _⟩ _ => Geometry.rhs h0 h1 h2 h3⟩

def rhs_mirrored : Rule := fun a b c p q r _ _ =>
  ⟨[.perp a b a c, .perp p q p r, .eqratio a b b c p q q r, .oppclock a b c p q r], [], .simtrir a b c p q r⟩
theorem rhs_mirrored_sound : rhs_mirrored.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hc⟩, ⟨hp, hq, hp, hr⟩, ⟨ha, hb, hb, hc, hp, hq, hq, hr⟩, ⟨ha, hb, hc, hp, hq, hr⟩, trivial⟩, ⟨ha, hb, hc, hp, hq, hr⟩⟩,
    fun ⟨h0, h1, h2, h3, _⟩ _ => Geometry.rhs_mirrored h0 h1 h2 h3⟩

def chord_of_angle : Rule := fun a b c p q r _ _ =>
  ⟨[.cyclic a b c p, .cyclic a b c q, .cyclic a b c r, .eqangle c a c b r p r q, .ncoll a b c, .ncoll p q r], [], .cong a b p q⟩
theorem chord_of_angle_sound : chord_of_angle.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, hc, hp⟩, ⟨ha, hb, hc, hq⟩, ⟨ha, hb, hc, hr⟩, ⟨hc, ha, hc, hb, hr, hp, hr, hq⟩, ⟨ha, hb, hc⟩, ⟨hp, hq, hr⟩, trivial⟩, ⟨ha, hb, hp, hq⟩⟩,
    fun ⟨h0, h1, h2, h3, h4, h5, _⟩ _ => Geometry.chord_of_angle h0 h1 h2 h3 h4 h5⟩

def angle_of_chord : Rule := fun a b c p q r _ _ =>
  ⟨[.cyclic a b c p, .cyclic a b c q, .cyclic a b c r, .cong a b p q, .ncoll a b c, .ncoll p q r, .neqangle c a c b r q r p], [], .eqangle c a c b r p r q⟩
theorem angle_of_chord_sound : angle_of_chord.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, hc, hp⟩, ⟨ha, hb, hc, hq⟩, ⟨ha, hb, hc, hr⟩, ⟨ha, hb, hp, hq⟩, ⟨ha, hb, hc⟩, ⟨hp, hq, hr⟩, ⟨hc, ha, hc, hb, hr, hq, hr, hp⟩, trivial⟩, ⟨hc, ha, hc, hb, hr, hp, hr, hq⟩⟩,
    fun ⟨h0, h1, h2, h3, h4, h5, h6, _⟩ _ => Geometry.angle_of_chord h0 h1 h2 h3 h4 h5 h6⟩

def ratio_on_line : Rule := fun a b c p q r _ _ =>
  ⟨[.coll a b c, .coll p q r, .eqratio a b a c p q p r, .sameside b a c q p r], [], .eqratio a b b c p q q r⟩
theorem ratio_on_line_sound : ratio_on_line.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq hr _ _ =>
  ⟨⟨⟨⟨ha, hb, hc⟩, ⟨hp, hq, hr⟩, ⟨ha, hb, ha, hc, hp, hq, hp, hr⟩, ⟨hb, ha, hc, hq, hp, hr⟩, trivial⟩, ⟨ha, hb, hb, hc, hp, hq, hq, hr⟩⟩,
    fun ⟨h0, h1, h2, h3, _⟩ _ => Geometry.ratio_on_line h0 h1 h2 h3⟩

def para_ratio : Rule := fun a b c d m n _ _ =>
  ⟨[.para a b c d, .coll m a d, .coll n b c, .para m n a b, .ncoll a b d], [], .eqratio m a m d n b n c⟩
theorem para_ratio_sound : para_ratio.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd hm hn _ _ =>
  ⟨⟨⟨⟨ha, hb, hc, hd⟩, ⟨hm, ha, hd⟩, ⟨hn, hb, hc⟩, ⟨hm, hn, ha, hb⟩, ⟨ha, hb, hd⟩, trivial⟩, ⟨hm, ha, hm, hd, hn, hb, hn, hc⟩⟩,
    fun ⟨h0, h1, h2, h3, h4, _⟩ _ => Geometry.para_ratio h0 h1 h2 h3 h4⟩

def ratio_para : Rule := fun a b c d m n _ _ =>
  ⟨[.para a b c d, .coll m a d, .coll n b c, .eqratio m a m d n b n c, .sameside a m d b n c], [(a, d)], .para m n a b⟩
theorem ratio_para_sound : ratio_para.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd hm hn _ _ =>
  ⟨⟨⟨⟨ha, hb, hc, hd⟩, ⟨hm, ha, hd⟩, ⟨hn, hb, hc⟩, ⟨hm, ha, hm, hd, hn, hb, hn, hc⟩, ⟨ha, hm, hd, hb, hn, hc⟩, trivial⟩, ⟨hm, hn, ha, hb⟩⟩,
    fun ⟨h0, h1, h2, h3, h4, _⟩ ⟨n0, _⟩ => Geometry.ratio_para h0 h1 h2 h3 h4 n0.2⟩

def orthocentre : Rule := fun a b c h _ _ _ _ =>
  ⟨[.perp a h b c, .perp b h a c], [], .perp c h a b⟩
theorem orthocentre_sound : orthocentre.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hh _ _ _ _ =>
  ⟨⟨⟨⟨ha, hh, hb, hc⟩, ⟨hb, hh, ha, hc⟩, trivial⟩, ⟨hc, hh, ha, hb⟩⟩,
    fun ⟨h0, h1, _⟩ _ => Geometry.orthocentre h0 h1⟩

def third_bisector : Rule := fun a b c i _ _ _ _ =>
  ⟨[.eqangle a b a i a i a c, .eqangle b a b i b i b c, .ncoll a b c], [(a, i)], .eqangle c a c i c i c b⟩
theorem third_bisector_sound : third_bisector.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hi _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, ha, hi, ha, hi, ha, hc⟩, ⟨hb, ha, hb, hi, hb, hi, hb, hc⟩, ⟨ha, hb, hc⟩, trivial⟩, ⟨hc, ha, hc, hi, hc, hi, hc, hb⟩⟩,
    fun ⟨h0, h1, h2, _⟩ ⟨n0, _⟩ => Geometry.third_bisector h0 h1 h2 n0.2⟩

def midp_parallelogram : Rule := fun m a b c d _ _ _ =>
  ⟨[.midp m a b, .para a c b d, .para a d b c, .ncoll a b c], [], .midp m c d⟩
theorem midp_parallelogram_sound : midp_parallelogram.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ hm ha hb hc hd _ _ _ =>
  ⟨⟨⟨⟨hm, ha, hb⟩, ⟨ha, hc, hb, hd⟩, ⟨ha, hd, hb, hc⟩, ⟨ha, hb, hc⟩, trivial⟩, ⟨hm, hc, hd⟩⟩,
    fun ⟨h0, h1, h2, h3, _⟩ _ => Geometry.midp_parallelogram h0 h1 h2 h3⟩

def right_trapezoid : Rule := fun a b e f m _ _ _ =>
  ⟨[.perp a e e f, .perp b f e f, .midp m a b], [], .cong m e m f⟩
theorem right_trapezoid_sound : right_trapezoid.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb he hf hm _ _ _ =>
  ⟨⟨⟨⟨ha, he, he, hf⟩, ⟨hb, hf, he, hf⟩, ⟨hm, ha, hb⟩, trivial⟩, ⟨hm, he, hm, hf⟩⟩,
    fun ⟨h0, h1, h2, _⟩ _ => Geometry.right_trapezoid h0 h1 h2⟩

def bisector_midline : Rule := fun a b c d m _ _ _ =>
  ⟨[.eqangle b a b c b c b d, .perp a c b c, .midp m a d], [(b, c)], .para c m b d⟩
theorem bisector_midline_sound : bisector_midline.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd hm _ _ _ =>
  ⟨⟨⟨⟨hb, ha, hb, hc, hb, hc, hb, hd⟩, ⟨ha, hc, hb, hc⟩, ⟨hm, ha, hd⟩, trivial⟩, ⟨hc, hm, hb, hd⟩⟩,
    fun ⟨h0, h1, h2, _⟩ ⟨n0, _⟩ => Geometry.bisector_midline h0 h1 h2 n0.2⟩

def bisector_feet : Rule := fun a b c p q _ _ _ =>
  ⟨[.eqangle a c a p a p a b, .perp c p a p, .eqangle b c b q b q b a, .perp c q b q], [(a, p), (b, q)], .para p q a b⟩
theorem bisector_feet_sound : bisector_feet.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hp hq _ _ _ =>
  ⟨⟨⟨⟨ha, hc, ha, hp, ha, hp, ha, hb⟩, ⟨hc, hp, ha, hp⟩, ⟨hb, hc, hb, hq, hb, hq, hb, ha⟩, ⟨hc, hq, hb, hq⟩, trivial⟩, ⟨hp, hq, ha, hb⟩⟩,
    fun ⟨h0, h1, h2, h3, _⟩ ⟨n0, n1, _⟩ => Geometry.bisector_feet h0 h1 h2 h3 n0.2 n1.2⟩

def segment_copy : Rule := fun a b p q _ _ _ _ =>
  ⟨[.coll a b p, .cong q b a p, .cong q a b p], [], .coll a b q⟩
theorem segment_copy_sound : segment_copy.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hp hq _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hp⟩, ⟨hq, hb, ha, hp⟩, ⟨hq, ha, hb, hp⟩, trivial⟩, ⟨ha, hb, hq⟩⟩,
    fun ⟨h0, h1, h2, _⟩ _ => Geometry.segment_copy h0 h1 h2⟩

def perp_of_double : Rule := fun a b c d _ _ _ _ =>
  ⟨[.eqangle a b c d c d a b, .npara a b c d], [], .perp a b c d⟩
theorem perp_of_double_sound : perp_of_double.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hc, hd, hc, hd, ha, hb⟩, ⟨ha, hb, hc, hd⟩, trivial⟩, ⟨ha, hb, hc, hd⟩⟩,
    fun ⟨h0, h1, _⟩ _ => Geometry.perp_of_double h0 h1⟩

def isosceles_trapezoid : Rule := fun a b c d _ _ _ _ =>
  ⟨[.para a b c d, .cong a d b c, .npara a d b c], [], .cong a c b d⟩
theorem isosceles_trapezoid_sound : isosceles_trapezoid.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hc, hd⟩, ⟨ha, hd, hb, hc⟩, ⟨ha, hd, hb, hc⟩, trivial⟩, ⟨ha, hc, hb, hd⟩⟩,
    fun ⟨h0, h1, h2, _⟩ _ => Geometry.isosceles_trapezoid h0 h1 h2⟩

def radical_axis : Rule := fun a h o p c d e f =>
  ⟨[.cong o h o c, .cong o h o d, .cong p h p e, .cong p h p f, .perp a h o p, .coll a c d, .coll a e f], [(c, d), (e, f)], .eqratio a c a e a f a d⟩
theorem radical_axis_sound : radical_axis.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hh ho hp hc hd he hf =>
  ⟨⟨⟨⟨ho, hh, ho, hc⟩, ⟨ho, hh, ho, hd⟩, ⟨hp, hh, hp, he⟩, ⟨hp, hh, hp, hf⟩, ⟨ha, hh, ho, hp⟩, ⟨ha, hc, hd⟩, ⟨ha, he, hf⟩, trivial⟩, ⟨ha, hc, ha, he, ha, hf, ha, hd⟩⟩,
    fun ⟨h0, h1, h2, h3, h4, h5, h6, _⟩ ⟨n0, n1, _⟩ => Geometry.radical_axis h0 h1 h2 h3 h4 h5 h6 n0.2 n1.2⟩

def three_circles : Rule := fun a c d e f p q _ =>
  ⟨[.cyclic c d e f, .cyclic e f p q, .cyclic c d p q, .coll a c d, .coll a e f, .ncoll a p q, .ncoll c d e], [], .cyclic c d e p⟩
theorem three_circles_sound : three_circles.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hc hd he hf hp hq _ =>
  ⟨⟨⟨⟨hc, hd, he, hf⟩, ⟨he, hf, hp, hq⟩, ⟨hc, hd, hp, hq⟩, ⟨ha, hc, hd⟩, ⟨ha, he, hf⟩, ⟨ha, hp, hq⟩, ⟨hc, hd, he⟩, trivial⟩, ⟨hc, hd, he, hp⟩⟩,
    fun ⟨h0, h1, h2, h3, h4, h5, h6, _⟩ _ => Geometry.three_circles h0 h1 h2 h3 h4 h5 h6⟩

def equal_power : Rule := fun o a b c d p q _ =>
  ⟨[.cong o a o b, .cong o a o c, .cong o a o d, .coll p a b, .coll q c d, .eqratio p a q c q d p b, .sameside a p b c q d], [(a, b), (c, d)], .cong o p o q⟩
theorem equal_power_sound : equal_power.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ho ha hb hc hd hp hq _ =>
  ⟨⟨⟨⟨ho, ha, ho, hb⟩, ⟨ho, ha, ho, hc⟩, ⟨ho, ha, ho, hd⟩, ⟨hp, ha, hb⟩, ⟨hq, hc, hd⟩, ⟨hp, ha, hq, hc, hq, hd, hp, hb⟩, ⟨ha, hp, hb, hc, hq, hd⟩, trivial⟩, ⟨ho, hp, ho, hq⟩⟩,
    fun ⟨h0, h1, h2, h3, h4, h5, h6, _⟩ ⟨n0, n1, _⟩ => Geometry.equal_power h0 h1 h2 h3 h4 h5 h6 n0.2 n1.2⟩

def power_of_equal : Rule := fun o a b c d p q _ =>
  ⟨[.cong o a o b, .cong o a o c, .cong o a o d, .coll p a b, .coll q c d, .cong o p o q], [(a, b), (c, d)], .eqratio p a q c q d p b⟩
theorem power_of_equal_sound : power_of_equal.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ho ha hb hc hd hp hq _ =>
  ⟨⟨⟨⟨ho, ha, ho, hb⟩, ⟨ho, ha, ho, hc⟩, ⟨ho, ha, ho, hd⟩, ⟨hp, ha, hb⟩, ⟨hq, hc, hd⟩, ⟨ho, hp, ho, hq⟩, trivial⟩, ⟨hp, ha, hq, hc, hq, hd, hp, hb⟩⟩,
    fun ⟨h0, h1, h2, h3, h4, h5, _⟩ ⟨n0, n1, _⟩ => Geometry.power_of_equal h0 h1 h2 h3 h4 h5 n0.2 n1.2⟩

def bisector_circle : Rule := fun a m n r _ _ _ _ =>
  ⟨[.eqangle a m a r a r a n, .cong r m r n, .ncoll a m n, .nperp a r m n], [], .cyclic a m n r⟩
theorem bisector_circle_sound : bisector_circle.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hm hn hr _ _ _ _ =>
  ⟨⟨⟨⟨ha, hm, ha, hr, ha, hr, ha, hn⟩, ⟨hr, hm, hr, hn⟩, ⟨ha, hm, hn⟩, ⟨ha, hr, hm, hn⟩, trivial⟩, ⟨ha, hm, hn, hr⟩⟩,
    fun ⟨h0, h1, h2, h3, _⟩ _ => Geometry.bisector_circle h0 h1 h2 h3⟩

def cyclic_swap : Rule := fun a b c d _ _ _ _ =>
  ⟨[.cyclic a b c d], [], .cyclic b a c d⟩
theorem cyclic_swap_sound : cyclic_swap.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hc, hd⟩, trivial⟩, ⟨hb, ha, hc, hd⟩⟩,
    fun ⟨h0, _⟩ _ => Geometry.cyclic.swap h0⟩

def cyclic_turn : Rule := fun a b c d _ _ _ _ =>
  ⟨[.cyclic a b c d], [], .cyclic b c a d⟩
theorem cyclic_turn_sound : cyclic_turn.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hc, hd⟩, trivial⟩, ⟨hb, hc, ha, hd⟩⟩,
    fun ⟨h0, _⟩ _ => Geometry.cyclic.turn h0⟩

def cyclic_swap_last : Rule := fun a b c d _ _ _ _ =>
  ⟨[.cyclic a b c d], [(a, d), (b, d)], .cyclic a b d c⟩
theorem cyclic_swap_last_sound : cyclic_swap_last.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc hd _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hc, hd⟩, trivial⟩, ⟨ha, hb, hd, hc⟩⟩,
    fun ⟨h0, _⟩ ⟨n0, n1, _⟩ => Geometry.cyclic.swap_last h0 n0.2 n1.2⟩

def cyclic_first : Rule := fun a b c _ _ _ _ _ =>
  ⟨[.ncoll a b c], [], .cyclic a b c a⟩
theorem cyclic_first_sound : cyclic_first.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc _ _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hc⟩, trivial⟩, ⟨ha, hb, hc, ha⟩⟩,
    fun ⟨h0, _⟩ _ => Geometry.cyclic_first h0⟩

def cyclic_second : Rule := fun a b c _ _ _ _ _ =>
  ⟨[.ncoll a b c], [], .cyclic a b c b⟩
theorem cyclic_second_sound : cyclic_second.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc _ _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hc⟩, trivial⟩, ⟨ha, hb, hc, hb⟩⟩,
    fun ⟨h0, _⟩ _ => Geometry.cyclic_second h0⟩

def cyclic_third : Rule := fun a b c _ _ _ _ _ =>
  ⟨[.ncoll a b c], [], .cyclic a b c c⟩
theorem cyclic_third_sound : cyclic_third.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ ha hb hc _ _ _ _ _ =>
  ⟨⟨⟨⟨ha, hb, hc⟩, trivial⟩, ⟨ha, hb, hc, hc⟩⟩,
    fun ⟨h0, _⟩ _ => Geometry.cyclic_third h0⟩

/-- What stands for a rule beyond the table. -/
def none : Rule := fun _ _ _ _ _ _ _ _ => ⟨[], [], .turn⟩
theorem none_sound : none.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ =>
  ⟨⟨trivial, trivial⟩, fun _ _ => trivial⟩

end Rule

open Digits

noncomputable def ruleTable : List (List Rule) :=
  [ [Rule.isosceles, Rule.inscribed_converse, Rule.centre_angle, Rule.coll_of_para, Rule.midp_of_cong, Rule.isosceles_converse, Rule.sas, Rule.bisector_perp],
    [Rule.turn, Rule.cyclic_join, Rule.centre_cyclic, Rule.centre_join, Rule.centre_of_angles, Rule.right_midpoint, Rule.bisector_point, Rule.kite],
    [Rule.bisector_ratio, Rule.ratio_bisector, Rule.aa, Rule.aa_mirrored, Rule.sas_mirrored, Rule.sss, Rule.sss_mirrored, Rule.rhs],
    [Rule.rhs_mirrored, Rule.chord_of_angle, Rule.angle_of_chord, Rule.ratio_on_line, Rule.para_ratio, Rule.ratio_para, Rule.orthocentre, Rule.third_bisector],
    [Rule.midp_parallelogram, Rule.right_trapezoid, Rule.bisector_midline, Rule.bisector_feet, Rule.segment_copy, Rule.perp_of_double, Rule.isosceles_trapezoid, Rule.radical_axis],
    [Rule.three_circles, Rule.equal_power, Rule.power_of_equal, Rule.bisector_circle, Rule.cyclic_swap, Rule.cyclic_turn, Rule.cyclic_swap_last, Rule.cyclic_first],
    [Rule.cyclic_second, Rule.cyclic_third] ]

/-- The rule with this number. -/
noncomputable def ruleOf (i : Nat) : Rule :=
  pick Rule.none (pick [] ruleTable (Nat.div i 8)) (Nat.mod i 8)

/-- All members of a list have a property. -/
def All {α : Type} (p : α → Prop) : List α → Prop
  | [] => True
  | a :: l => p a ∧ All p l

theorem All.pick {α : Type} {p : α → Prop} {default : α} (h : p default) :
    {l : List α} → All p l → (i : Nat) → p (Digits.pick default l i)
  | [], _, _ => h
  | _ :: _, g, 0 => g.1
  | _ :: _, g, i + 1 => All.pick h g.2 i

theorem ruleTable_sound : All (All Rule.Sound) ruleTable :=
  ⟨ ⟨Rule.isosceles_sound, Rule.inscribed_converse_sound, Rule.centre_angle_sound, Rule.coll_of_para_sound, Rule.midp_of_cong_sound, Rule.isosceles_converse_sound, Rule.sas_sound, Rule.bisector_perp_sound, trivial⟩,
    ⟨Rule.turn_sound, Rule.cyclic_join_sound, Rule.centre_cyclic_sound, Rule.centre_join_sound, Rule.centre_of_angles_sound, Rule.right_midpoint_sound, Rule.bisector_point_sound, Rule.kite_sound, trivial⟩,
    ⟨Rule.bisector_ratio_sound, Rule.ratio_bisector_sound, Rule.aa_sound, Rule.aa_mirrored_sound, Rule.sas_mirrored_sound, Rule.sss_sound, Rule.sss_mirrored_sound, Rule.rhs_sound, trivial⟩,
    ⟨Rule.rhs_mirrored_sound, Rule.chord_of_angle_sound, Rule.angle_of_chord_sound, Rule.ratio_on_line_sound, Rule.para_ratio_sound, Rule.ratio_para_sound, Rule.orthocentre_sound, Rule.third_bisector_sound, trivial⟩,
    ⟨Rule.midp_parallelogram_sound, Rule.right_trapezoid_sound, Rule.bisector_midline_sound, Rule.bisector_feet_sound, Rule.segment_copy_sound, Rule.perp_of_double_sound, Rule.isosceles_trapezoid_sound, Rule.radical_axis_sound, trivial⟩,
    ⟨Rule.three_circles_sound, Rule.equal_power_sound, Rule.power_of_equal_sound, Rule.bisector_circle_sound, Rule.cyclic_swap_sound, Rule.cyclic_turn_sound, Rule.cyclic_swap_last_sound, Rule.cyclic_first_sound, trivial⟩,
    ⟨Rule.cyclic_second_sound, Rule.cyclic_third_sound, trivial⟩, trivial ⟩

theorem ruleOf_sound (i : Nat) : (ruleOf i).Sound :=
  All.pick Rule.none_sound (All.pick (p := All Rule.Sound) (default := []) trivial ruleTable_sound _) _

end Factory.Geometry
